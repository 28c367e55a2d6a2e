use portent::parse::*;
use portent::resolve::*;
use std::time::Instant;
fn load(dir: &str) -> Corpus {
    let schema = Schema::default();
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    let mut corpus = Corpus { schema: schema.clone(), ..Corpus::default() };
    for (id, file) in files.iter().enumerate() {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        corpus
            .articles
            .push(Article { path: file.file_name().unwrap().to_str().unwrap().into(), ..Article::default() });
        let mut kind = None;
        let mut row = 0;
        for (n, line) in text.lines().enumerate() {
            if let Some(h) = line.strip_prefix("## ") {
                kind = schema.find(h.trim());
                row = 0;
                continue;
            }
            let Some(k) = kind else { continue };
            let (name, desc) = if let Some(b) = line.strip_prefix("* ") {
                (b.trim().to_string(), None)
            } else if line.starts_with('|') {
                row += 1;
                if row <= 2 {
                    continue;
                }
                let c: Vec<&str> = line.split('|').map(str::trim).collect();
                (c.get(1).unwrap_or(&"").to_string(), c.get(2).map(|s| s.to_string()))
            } else {
                continue;
            };
            if name.is_empty() {
                continue;
            }
            corpus.mentions.push(Mention {
                article: ArticleId(id as u32),
                line: n as u32 + 1,
                kind: k,
                name,
                description: desc.filter(|d| !d.is_empty()),
                relevancy: None,
                attributes: vec![],
            });
        }
    }
    corpus
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let corpus = load(&args[1]);
    eprintln!("{} mentions", corpus.mentions.len());
    let t = Instant::now();
    let options = ResolveOptions::default();
    let (names, _) = names::names(&corpus, &[]);
    eprintln!("names {} {:?}", names.len(), t.elapsed());
    let t = Instant::now();
    let judge = judge::Judge::new(&corpus, &names, &options);
    eprintln!("judge {:?}", t.elapsed());
    let t = Instant::now();
    let c = block::candidates(judge.lexicon(), &names, vec![]);
    eprintln!("candidates {} {:?} {:?}", c.pairs.len(), t.elapsed(), c.remarks);
    CAND.with(|s| *s.borrow_mut() = c.pairs.clone());
    if args.get(2).is_some_and(|a| a == "gold") {
        for f in ["pairs-dev", "pairs-same-kind-dev"] {
            let text = std::fs::read_to_string(format!("/work/shared/gold/{f}.tsv")).unwrap();
            for line in text.lines().skip(1) {
                let c: Vec<&str> = line.split('\t').collect();
                let find = |kind: &str, name: &str| {
                    let k = corpus.schema.find(kind).unwrap();
                    let n = normalize::normalize(name);
                    names.iter().position(|x| x.kind == k && x.normal == n).map(|i| NameId(i as u32))
                };
                let (Some(a), Some(b)) = (find(c[4], c[5]), find(c[8], c[9])) else {
                    eprintln!("missing {} / {}", c[5], c[9]);
                    continue;
                };
                if a == b {
                    continue;
                }
                let j = judge.judge(a, b);
                let e = judge.evidence(a, b);
                print!(
                    "{f}\t{}\t{}\t{}\t{:.4}\t{:.4}\t{}\t{:?}",
                    c[1],
                    c[2],
                    c[3],
                    j.probability,
                    j.related,
                    judge.guard_of(a, b).unwrap_or("-"),
                    j.verdict
                );
                for x in &e {
                    print!("\t{:.4}", x.value);
                }
                println!(
                    "\t{} | {}\t{}",
                    c[5],
                    c[9],
                    u8::from(CAND.with(|s| s.borrow().binary_search(&(a.min(b), a.max(b))).is_ok()))
                );
            }
        }
        return;
    }
    let t = Instant::now();
    let r = resolve(&corpus, &options).unwrap();
    eprintln!(
        "resolve {:?} entities {} pairs {} links {} {:?}",
        t.elapsed(),
        r.entities.len(),
        r.pairs.len(),
        r.links.len(),
        r.remarks
    );
    for rel in [LinkRelation::Duplicate, LinkRelation::Restates, LinkRelation::Similar] {
        eprintln!("{rel:?} {}", r.links.iter().filter(|l| l.relation == rel).count());
    }
    let mut big: Vec<&Entity> = r.entities.iter().filter(|e| e.names.len() > 1).collect();
    big.sort_by_key(|e| std::cmp::Reverse(e.names.len()));
    eprintln!(
        "merged entities {} names in them {}",
        big.len(),
        big.iter().map(|e| e.names.len()).sum::<usize>()
    );
    for e in big {
        println!(
            "{}\t{}\t{:.3}\t{}",
            e.names.len(),
            corpus.schema.kind(e.kind).name,
            e.weakest.unwrap().2,
            e.names.iter().map(|n| r.names[n.0 as usize].label.as_str()).collect::<Vec<_>>().join(" | ")
        );
    }
}
thread_local! { static CAND: std::cell::RefCell<Vec<(NameId, NameId)>> = const { std::cell::RefCell::new(Vec::new()) }; }
