//! What people read for an article.

use crate::parse::address::Address;
use crate::parse::{Article, ArticleId, Corpus};

/// Most characters of a label that is made from a summary or names.
const LIMIT: usize = 80;

/// The title; where a page is titled by the hash that names its file, the host and last words of its link, or how its
/// summary begins, or the first two names of its tables. Ids stay those of the title.
#[must_use]
pub fn article_label(corpus: &Corpus, id: ArticleId) -> String {
    let article = &corpus.articles[id];
    if is_hash(&article.title) {
        made(article).or_else(|| first_names(corpus, id)).unwrap_or_else(|| article.title.clone())
    } else {
        article.title.clone()
    }
}

fn made(article: &Article) -> Option<String> {
    let from_link = article.link.as_deref().and_then(link_words);
    from_link.or_else(|| article.summary.as_deref().and_then(beginning))
}

/// Mentions are in the order of articles.
fn first_names(corpus: &Corpus, id: ArticleId) -> Option<String> {
    let first = corpus.mentions.partition_point(|mention| mention.article < id);
    let own = corpus.mentions[first..].iter().take_while(|mention| mention.article == id);
    let names: Vec<&str> = own.take(2).map(|mention| mention.name.as_str()).collect();
    (!names.is_empty()).then(|| cut(&names.join("; ")))
}

/// At least 16 characters, all of them hexadecimal digits or hyphens.
fn is_hash(title: &str) -> bool {
    title.len() >= 16 && title.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// `https://www.example.org/2026/water-by-the-hour.html` is `example.org: water by the hour`.
fn link_words(link: &str) -> Option<String> {
    let address = Address::of(link);
    let host = address.domain()?;
    let last =
        address.path().split('/').rfind(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 3)?;
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['-', '_', '+']).filter(|word| !word.is_empty()).collect();
    (words.len() > 1).then(|| format!("{host}: {}", words.join(" ")))
}

/// The first sentence, cut at a word.
fn beginning(summary: &str) -> Option<String> {
    let line = summary.lines().map(str::trim).find(|line| !line.is_empty())?;
    let sentence = line.split_inclusive(". ").next().unwrap_or(line).trim_end_matches(['.', ' ']);
    Some(cut(sentence))
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    let start: String = text.chars().take(LIMIT - 1).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::article_label;
    use crate::parse::{Article, ArticleId, Corpus};

    fn label(title: &str, link: Option<&str>, summary: Option<&str>) -> String {
        let text = |text: Option<&str>| text.map(str::to_owned);
        let article =
            Article { title: title.into(), link: text(link), summary: text(summary), ..Article::default() };
        article_label(&Corpus { articles: vec![article].into(), ..Corpus::default() }, ArticleId::new(0))
    }

    #[test]
    fn a_hash_without_more_is_replaced_by_the_first_names_of_its_tables() {
        let hash = "002d4d9211952bdfe5bbac13ccf20947";
        let page = |row: &str| format!("# __{hash}__\n\n## Signals\n\n|name|description|\n|:-|:-|\n{row}");
        let rows = "|Hidden Pockets|d|\n|Old Ciphers|d|\n|Silk|d|\n";
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(format!("{hash}.md")), page(rows)).unwrap();
        let corpus =
            crate::parse::read(&[folder.path().to_owned()], &crate::parse::ReadOptions::default()).unwrap();
        assert_eq!(article_label(&corpus, ArticleId::new(0)), "Hidden Pockets; Old Ciphers");
    }

    #[test]
    fn a_title_stays_as_it_is() {
        assert_eq!(label("Ice", Some("https://a.org/more-of-it"), Some("S.")), "Ice");
        assert_eq!(label("deadbeef", None, Some("S.")), "deadbeef");
    }

    #[test]
    fn a_hash_is_replaced_by_what_the_link_or_the_summary_says() {
        let hash = "002d4d9211952bdfe5bbac13ccf20947";
        let link = "https://www.example.org/2026/water-by-the-hour.html?x=1";
        assert_eq!(label(hash, Some(link), Some("S.")), "example.org: water by the hour");
        assert_eq!(label(hash, Some("https://example.org/"), Some("Ice melts. More.")), "Ice melts");
        let long = format!("{} end.", "glacier ".repeat(20));
        let made = label(hash, None, Some(&long));
        assert!(made.ends_with("glacier…") && made.chars().count() <= 80, "{made}");
        assert_eq!(label(hash, None, None), hash);
    }
}
