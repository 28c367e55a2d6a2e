//! Reading: tables and lists of other forms than the usual page, under headings of any language.

use portent::diagnostic::Code;
use portent::parse::article::parse_article;
use portent::parse::corpus::from_articles;
use portent::parse::section::Section;
use portent::parse::{Corpus, FoundForm, ItemPattern, KindId, ParsedArticle, Schema};

fn read_with(page: &str, schema: &Schema) -> ParsedArticle {
    let article = parse_article("page.md", page, schema);
    assert_eq!(article.rows.read, article.rows.kept + article.rows.reported, "{page}");
    assert_eq!(article.bullets.read, article.bullets.kept + article.bullets.reported, "{page}");
    article
}

fn read(page: &str) -> ParsedArticle {
    read_with(page, &Schema::default())
}

/// Kind and name of each mention; `item` has no number of its own before the corpus gives it one.
fn names(article: &ParsedArticle) -> Vec<(KindId, &str)> {
    article.mentions.iter().map(|mention| (mention.kind, mention.name.as_str())).collect()
}

fn attribute<'a>(article: &'a ParsedArticle, name: &str, key: &str) -> Option<&'a str> {
    let mention = article.mentions.iter().find(|mention| mention.name == name)?;
    mention.attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
}

fn corpus(pages: &[&str]) -> Corpus {
    let schema = Schema::default();
    let parse = |(at, page): (usize, &&str)| parse_article(&format!("{at}.md"), page, &schema);
    from_articles(pages.iter().enumerate().map(parse).collect(), &schema)
}

#[test]
fn headings_are_known_in_eleven_languages() {
    let schema = Schema::default();
    let [signal, concern, technology, issue, keyword] =
        [KindId::SIGNAL, KindId::CONCERN, KindId::TECHNOLOGY, KindId::ISSUE, KindId::KEYWORD]
            .map(Section::Mentions);
    for (heading, section) in [
        ("Weak Signals", signal),
        ("Seeds", signal),
        ("Drivers of change", signal),
        ("2. Signaux faibles :", signal),
        ("Schwache Signale", signal),
        ("🌱 Señales débiles (7)", signal),
        ("Segnali deboli", signal),
        ("Tendências", signal),
        ("Zwakke signalen", signal),
        ("三、弱信号", signal),
        ("微弱信號", signal),
        ("注目の兆し", signal),
        ("약한 신호", signal),
        ("الإشارات الضعيفة", signal),
        ("Risks and threats", concern),
        ("Préoccupations", concern),
        ("リスク", concern),
        ("Top 5 emerging technologies of the week", technology),
        ("本周工具", technology),
        ("Herausforderungen", issue),
        ("Mots-cle\u{301}s", keyword),
        ("핵심 요약 (TL;DR)", Section::Summary),
        ("Zusammenfassung", Section::Summary),
        ("Sonstiges", Section::Other),
        ("Voir aussi", Section::Closest),
        ("参考文献", Section::Links),
        ("__Technologies__ {#tech .wide}", technology),
    ] {
        assert_eq!(schema.section(heading), Some(section), "{heading}");
    }
    for heading in [
        "Note 3",
        "Note i",
        "Technologies we lost",
        "Why risks matter",
        "A summary of the talk",
        "Open source",
        "",
        "2026",
    ] {
        assert_eq!(schema.section(heading), None, "{heading}");
    }
}

#[test]
fn a_topic_page_is_read_like_any_other() {
    let page = "# *Topic*: night markets\n\n# Summary\n\nStalls stay open.\n\n# Seeds\n\n|    | name | change |\n|---:|:--|:--|\n\
                |  0 | Lantern Stalls | from day to night |\n|  1 | Silent Tills | from coins to taps |\n\n# Concerns\n\n\
                |    | name |\n|---:|:--|\n|  0 | Tired Streets |\n\n# Cards\n\n## Concerns\n\n![Concerns](Concern.png)\n\n\
                # Links\n\n* [A market](https://m.example/1)\n";
    let article = read(page);
    let expected = [
        (KindId::SIGNAL, "Lantern Stalls"),
        (KindId::SIGNAL, "Silent Tills"),
        (KindId::CONCERN, "Tired Streets"),
    ];
    assert_eq!(names(&article), expected);
    assert_eq!((article.rows.read, article.rows.kept), (3, 3));
    assert_eq!(article.summary.as_deref(), Some("Stalls stay open."));
    assert!(article.diagnostics.is_empty(), "{:?}", article.diagnostics);
}

#[test]
fn a_yearly_review_repeats_its_sections_under_each_trend() {
    let page = "# 2024 in review\n\n## Trend: Markets\n\n### Weak Signals\n\n| name | description |\n|---|---|\n\
                | Lantern Stalls | open late |\n\n### Techs\n\n- **[Tap Till](https://t.example/t)**: takes no coins\n\n\
                ## Trend: Roads\n\n### Weak signals\n\n- **Slow Lanes**: carts come back\n";
    let article = read(page);
    let expected = [
        (KindId::SIGNAL, "Lantern Stalls"),
        (KindId::TECHNOLOGY, "Tap Till"),
        (KindId::SIGNAL, "Slow Lanes"),
    ];
    assert_eq!(names(&article), expected);
    assert_eq!(attribute(&article, "Tap Till", "link"), Some("https://t.example/t"));
    assert_eq!(article.mentions[1].description.as_deref(), Some("takes no coins"));
    assert!(article.diagnostics.is_empty(), "{:?}", article.diagnostics);
}

#[test]
fn the_theme_of_a_letter_is_bold() {
    let page = "Hello all,\n\n* **AI** : the [till that guesses](https://a.example/1) was shown to the stall keepers, who did not buy it\n\
                * **People** : more [walkers at night](https://a.example/2) than by day, says a count of nine streets\n";
    assert_eq!(names(&read(page)), [(KindId::THEME, "AI"), (KindId::THEME, "People")]);
    let head = "# Stalls\n\n- **Date**: 2026-03-01\n- **Author**: L. Till\n\n## Summary\nx\n";
    assert!(read(head).mentions.is_empty());
}

#[test]
fn tables_of_names_under_any_heading_are_items_of_it() {
    let page = "# Stalls\n\n## Who came\n\n| No. | Stall | Sold | Home page |\n|---|---|---|---|\n\
                | 1 | [Lantern Stall](https://l.example) | lamps | - |\n| 2 | Soup Cart | soup | - |\n\n\
                ## What may go wrong\n\n| Risk | Why |\n|---|---|\n| Tired Streets | no sleep |\n";
    let article = read(page);
    let expected =
        [(KindId::ITEM, "Lantern Stall"), (KindId::ITEM, "Soup Cart"), (KindId::CONCERN, "Tired Streets")];
    assert_eq!(names(&article), expected);
    assert_eq!(attribute(&article, "Lantern Stall", "section"), Some("Who came"));
    assert_eq!(attribute(&article, "Lantern Stall", "link"), Some("https://l.example"));
    assert_eq!(article.mentions[2].description.as_deref(), Some("no sleep"));
    let corpus = corpus(&[page]);
    let item = corpus.schema.find("item").expect("the kind is there");
    assert_eq!(corpus.mentions.iter().filter(|mention| mention.kind == item).count(), 2);
    let usual = "# Stalls\n\n## Signals\n\n| name |\n|---|\n| Lantern Stall |\n";
    assert_eq!(self::corpus(&[usual]).schema.find("item"), None, "only archives with items have the kind");
}

#[test]
fn tables_that_name_nothing_are_counted_and_said() {
    for (table, reason) in [
        ("| Year | Sum |\n|---|---|\n| 2024 | 7 |\n| 2025 | 8 |\n", "numbers"),
        ("| Field | Value |\n|---|---|\n| Owner | A |\n| Reach | B |\n", "keys and values"),
        ("| Host | Seen |\n|---|---|\n| 10.1.2.3 | x |\n| bad[.]example | y |\n", "addresses"),
    ] {
        let article = read(&format!("# Stalls\n\n## What we counted\n\n{table}"));
        assert!(article.mentions.is_empty(), "{table}");
        assert_eq!((article.rows.read, article.rows.reported), (2, 2), "{table}");
        let stray = article.diagnostics.iter().filter(|found| found.code == Code::StrayTable);
        let told: Vec<&str> = stray.map(|found| found.message.as_str()).collect();
        assert_eq!(told, [format!("a table of {reason}; 2 rows are not read")]);
    }
}

#[test]
fn lists_of_links_and_bold_names_are_items_and_prose_is_counted() {
    let page = "# Week 9\n\n## Seen\n\n- [Lantern Stall](https://l.example) - lamps on wheels\n- [Soup Cart](https://s.example)\n\n\
                ## Said\n\n- **Slow Lanes:** carts come back.\n- **Tap Till:** takes no coins.\n\n\
                ## Notes\n\n- We walked for an hour and saw nobody we knew.\n  - It rained a little as well.\n- Then we went home and slept.\n\n\
                ## Contents\n\n- [Seen](#seen)\n- [Said](#said)\n";
    let article = read(page);
    let found: Vec<&str> = article.mentions.iter().map(|mention| mention.name.as_str()).collect();
    assert_eq!(found, ["Lantern Stall", "Soup Cart", "Slow Lanes", "Tap Till"]);
    assert_eq!((article.bullets.read, article.bullets.kept, article.bullets.reported), (9, 6, 3));
    let corpus = corpus(&[page]);
    let notes = corpus.counts.headings.iter().find(|found| found.heading == "Notes").expect("it is counted");
    assert_eq!((notes.form, notes.bullets.reported, notes.articles), (FoundForm::List, 3, 1));
}

/// What becomes of the items of a list whose links have such targets, `N` being 1 and 2: mentions, links or a remark.
#[test]
fn every_item_that_counts_as_kept_is_a_mention_or_a_link() {
    let (mention, link, remark) = ([2, 0, 0], [0, 2, 0], [0, 0, 2]);
    for (target, unknown, links) in [
        ("https://a.example/N", mention, link),
        ("{{base}}N", mention, remark),
        ("{{ N }}", mention, remark),
        ("", mention, remark),
        ("mailto:N@a.example", mention, remark),
        ("dewN.md", link, link),
        ("{{ site.url }}/dewN/", link, link),
        ("{% link dewN.md %}", link, link),
        ("[[dewN]]", link, link),
        ("dewN.pdf", remark, remark),
    ] {
        for (heading, expected) in [("Why is it wet?", unknown), ("Sources", links)] {
            let item = |n: &str| format!("- [Why is dew {n}?]({}) It is said why.\n", target.replace('N', n));
            let article = read(&format!("# Dew\n\n## {heading}\n\n{}{}", item("1"), item("2")));
            let mentions = article.mentions.len() as u64;
            // A link out of the archive is read beside the mention of its item.
            let links = if mentions > 0 { 0 } else { article.links.len() as u64 };
            assert_eq!([mentions, links, article.bullets.reported], expected, "{target} under {heading}");
            assert_eq!(article.bullets.kept, mentions + links, "{target} under {heading}");
        }
    }
    let article = read(
        "# Dew\n\n## Asked\n\n- [Why is dew wet?]({{base}}12)\n  It is water.\n- [Who asks?]({{base}}13)\n",
    );
    assert_eq!(names(&article), [(KindId::ITEM, "Why is dew wet?"), (KindId::ITEM, "Who asks?")]);
    assert_eq!(article.mentions[0].description.as_deref(), Some("It is water."));
    assert_eq!(attribute(&article, "Why is dew wet?", "link"), None);
}

#[test]
fn tables_and_lists_in_html_are_read() {
    let page = "# Stalls\n\n## Keywords\n\n<ul class=\"k\">\n<li>lamps</li>\n<li>soup, hot\n</ul>\n\n## Technologies\n\n\
                <table border=1>\n<thead>\n<tr><th>Name</th><th>Description</th></tr>\n</thead>\n\
                <tr><td><a href='https://t.example'>Tap Till</a></td><td>takes<br>no coins</td></tr>\n</table>\n";
    let article = read(page);
    let expected =
        [(KindId::KEYWORD, "lamps"), (KindId::KEYWORD, "soup, hot"), (KindId::TECHNOLOGY, "Tap Till")];
    assert_eq!(names(&article), expected);
    assert_eq!(article.mentions[2].description.as_deref(), Some("takes no coins"));
    assert_eq!(attribute(&article, "Tap Till", "link"), Some("https://t.example"));
    assert_eq!(article.mentions[2].line, 16);
}

#[test]
fn drawn_and_quoted_tables_are_read() {
    let page = "# Stalls\n\n## Signals\n\n+---------+-----------+\n| name    | relevancy |\n+=========+===========+\n\
                | Lantern | 4         |\n| Stalls  |           |\n+---------+-----------+\n\n## Concerns\n\n\
                > [!warning] at night\n> | name |\n> |---|\n> | Tired Streets |\n\n## Issues\n\n\
                name         description\n-----------  -----------\nNo Sleep     all are up\n\n";
    let article = read(page);
    let expected =
        [(KindId::SIGNAL, "Lantern Stalls"), (KindId::CONCERN, "Tired Streets"), (KindId::ISSUE, "No Sleep")];
    assert_eq!(names(&article), expected);
    assert_eq!(article.mentions[0].relevancy, Some(4.0));
    assert_eq!(article.mentions[2].description.as_deref(), Some("all are up"));
}

#[test]
fn items_with_numbers_have_their_paragraphs() {
    let page = "# 第九期\n\n## 工具\n\n1、[灯笼摊](https://l.example)\n\n![](a.png)\n\n晚上也开。\n\n2、[汤车](https://s.example)\n\n热汤。\n";
    let article = read(page);
    assert_eq!(names(&article), [(KindId::TECHNOLOGY, "灯笼摊"), (KindId::TECHNOLOGY, "汤车")]);
    assert_eq!(article.mentions[0].description.as_deref(), Some("晚上也开。"));
    assert!(article.diagnostics.is_empty(), "{:?}", article.diagnostics);
}

#[test]
fn what_stands_below_an_item_or_beside_a_table_is_no_thing() {
    let page = "# Stalls\n\n## Signals\n\n- **Lantern Stalls**\n  - description: open late\n  - relevancy: 4\n- ***Slow Lanes***: carts\n\n\
                ## Concerns\n\n| name |\n|---|\n| Tired Streets |\n\n* Note: as told by the keepers\n* Source: a walk\n\n\
                ## Tags\n\n- lamps\n  - oil lamps\n\n### Heard\n\n- They said that the lamps would never sell here.\n- Nobody came.\n";
    let article = read(page);
    let expected = [
        (KindId::SIGNAL, "Lantern Stalls"),
        (KindId::SIGNAL, "Slow Lanes"),
        (KindId::CONCERN, "Tired Streets"),
        (KindId::KEYWORD, "lamps"),
        (KindId::KEYWORD, "oil lamps"),
    ];
    assert_eq!(names(&article), expected);
    assert_eq!(article.mentions[0].relevancy, Some(4.0));
    assert_eq!(article.mentions[0].description.as_deref(), Some("open late"));
    assert_eq!(article.bullets.reported, 4, "two remarks and two sentences");
}

#[test]
fn headings_below_a_section_group_its_rows() {
    let page = "# Stalls\n\n## Signals\n\n### Strong\n\n| name |\n|---|\n| Lantern Stalls |\n\n### Faint\n\n- Slow Lanes: carts\n- Soup Carts: soup\n";
    let article = read(page);
    assert_eq!(article.mentions.len(), 3);
    assert!(article.mentions.iter().all(|mention| mention.kind == KindId::SIGNAL));
    assert_eq!(attribute(&article, "Lantern Stalls", "section"), Some("Strong"));
    assert!(article.diagnostics.is_empty(), "{:?}", article.diagnostics);
}

#[test]
fn the_configuration_names_sections_and_the_part_that_is_a_name() {
    let mut schema = Schema::default();
    schema.headings.push(("Was war".into(), Section::Mentions(KindId::SIGNAL)));
    schema.headings.push(("Dank".into(), Section::Ignore));
    schema.items.push(("Was war".into(), ItemPattern::Bold));
    let page = "# Woche\n\n## Was war?\n\n- Am Abend kam der **Suppenwagen** und blieb\n\n## Dank\n\n- [Allen](https://a.example)\n\n| name |\n|---|\n| x |\n";
    let article = read_with(page, &schema);
    assert_eq!(names(&article), [(KindId::SIGNAL, "Suppenwagen")]);
    assert_eq!((article.bullets.reported, article.rows.reported), (1, 1));
    let json = serde_json::to_value(&schema).expect("it is written");
    assert_eq!(serde_json::from_value::<Schema>(json).expect("it is read"), schema);
    assert!(!serde_json::to_string(&Schema::default()).expect("it is written").contains("items"));
}

#[test]
fn headings_are_counted_over_the_archive() {
    let corpus = corpus(&[
        "# A\n## 1. Places met\n- We met at noon by the lake, as we had said.\n## Thanks\nto all",
        "# B\n## Places met:\n\n| Place |\n|---|\n| Salt Road |\n",
        "# C\n## Thanks\nagain",
    ]);
    let shown: Vec<(&str, u64, FoundForm, u64, u64)> = corpus
        .counts
        .headings
        .iter()
        .map(|h| (h.heading.as_str(), h.articles, h.form, h.rows.kept, h.bullets.reported))
        .collect();
    assert_eq!(shown, [("1. Places met", 2, FoundForm::Table, 1, 1), ("Thanks", 2, FoundForm::Text, 0, 0)]);
    let unknown = corpus.diagnostics.iter().filter(|found| found.code == Code::UnknownSection);
    let told: Vec<(&str, u32, &str)> =
        unknown.map(|found| (found.path.as_str(), found.line, found.message.as_str())).collect();
    let expected = [
        (
            "0.md",
            2,
            "no section is called \"1. Places met\"; 1 item of its lists make no mentions (on 2 pages)",
        ),
        ("0.md", 4, "no section is called \"Thanks\"; its text makes no mentions (on 2 pages)"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_flood_of_headings_and_bullets_is_cut_and_counted() {
    let headings: String = (0..250).map(|n| format!("## Heading {n}x of x{n}\ntext\n")).collect();
    let page = format!(
        "# A\n{headings}## Said\n{}",
        "- We met at noon by the lake, as we had said before.\n".repeat(5_000)
    );
    let corpus = corpus(&[&page]);
    assert_eq!((corpus.counts.headings.len(), corpus.counts.bullets.reported), (251, 5_000));
    let unknown: Vec<_> =
        corpus.diagnostics.iter().filter(|found| found.code == Code::UnknownSection).collect();
    assert_eq!(unknown.len(), 101);
    assert!(unknown.iter().any(|found| found.message.starts_with("151 more headings")));
    assert!(corpus.diagnostics.len() < 110, "{}", corpus.diagnostics.len());
}
