use portent::parse::*;
use portent::resolve::*;
use std::time::Instant;
fn load(dir: &str) -> Corpus {
    portent::parse::read(&[dir.into()], &ReadOptions::default()).unwrap()
}
fn adversarial() {
    for (label, make) in [
        (
            "last char",
            (|i: usize| {
                format!(
                    "Strain on Local Power Grid{}",
                    char::from_u32(0x4E00 + (i % 20000) as u32).unwrap().to_string()
                        + &char::from_u32(0x4E00 + (i / 20000) as u32).unwrap().to_string()
                )
            }) as fn(usize) -> String,
        ),
        ("last char word", |i: usize| format!("Grid Strain {}", char::from_u32(0x20000 + i as u32).unwrap())),
        ("ascii end", |i: usize| format!("Local Grid Strain abcdef{i:06}")),
        ("letters", |i: usize| {
            let mut i = i;
            let mut s = String::new();
            for _ in 0..5 {
                s.push((b'a' + (i % 26) as u8) as char);
                i /= 26;
            }
            format!("Local Grid Strain qqqq{s}")
        }),
        ("identical", |_| "Strain on Local Power Grids".into()),
        ("one word", |i: usize| format!("Strain thing{} for other{}", i * 7919 % 1000003, i)),
    ] {
        let mut last = 0.0;
        for n in [50_000usize, 100_000] {
            let mut corpus = Corpus::default();
            for a in 0..n / 50 {
                corpus.articles.push(Article { path: format!("{a:06}.md"), ..Article::default() });
            }
            for i in 0..n {
                corpus.mentions.push(Mention {
                    article: ArticleId((i / 50) as u32),
                    line: i as u32,
                    kind: KindId::CONCERN,
                    name: make(i),
                    description: None,
                    relevancy: None,
                    attributes: vec![],
                });
            }
            let t = Instant::now();
            let r = resolve(&corpus, &ResolveOptions::default()).unwrap();
            let s = t.elapsed().as_secs_f64();
            println!(
                "{label} {n}: {s:.2} s, growth {:.2}, entities {} pairs {} remarks {:?}",
                s / last,
                r.entities.len(),
                r.pairs.len(),
                r.remarks
            );
            last = s;
        }
    }
    let mut corpus = Corpus::default();
    corpus.articles.push(Article::default());
    for name in [
        "strain on grid ".repeat(70_000),
        "x".repeat(1_000_000),
        format!("{} y", "x".repeat(1_000_000)),
        "grid".into(),
    ] {
        corpus.mentions.push(Mention {
            article: ArticleId(0),
            line: 1,
            kind: KindId::CONCERN,
            name,
            description: None,
            relevancy: None,
            attributes: vec![],
        });
    }
    let t = Instant::now();
    let r = resolve(&corpus, &ResolveOptions::default()).unwrap();
    println!("1 MB names {:?} {}", t.elapsed(), r.entities.len());
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args[1] == "adversarial" {
        return adversarial();
    }
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
