use portent::parse::*;
#[test]
fn p() {
    let c = read(&[std::path::PathBuf::from("fixtures/malformed")], &ReadOptions::default()).unwrap();
    for d in &c.diagnostics {
        println!("@{}\t{}\t{}\t{}\t{}", d.path, d.line, d.column, d.code, d.message)
    }
    for m in &c.mentions {
        println!(
            "#{} {} {:?} {:?} {:?} {:?}",
            c.article(m.article).path,
            m.line,
            m.name,
            m.description,
            m.relevancy,
            m.attributes
        )
    }
    println!("{:?}", c.rows);
}
