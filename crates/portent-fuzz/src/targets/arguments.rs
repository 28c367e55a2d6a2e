//! Arguments of the command line, one a line.

use crate::choices::Choices;
use crate::mutation::text;
use crate::program::run;
use crate::rig::Rig;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "arguments",
    summary: "arguments of the command line, one a line",
    share: 4,
    seeds,
    pieces: PIECES,
    step: text::step,
    check,
};

static PIECES: &[&str] = &[
    "build\n",
    "top\n",
    "in\n",
    "g.json\n",
    "-\n",
    "--\n",
    "-o\n",
    "-o\ng.json\n",
    "-q\n",
    "-v\n",
    "--help\n",
    "--no-config\n",
    "--format\n",
    "json\n",
    "csv\n",
    "--top=",
    "--hops=",
    "--min-articles=",
    "--resolution=",
    "--threshold=",
    "--seed=",
    "--vault-top=",
    "--explorer-nodes=",
    "--since=",
    "--until=",
    "--max-file-size=",
    "--cluster=",
    "--around=",
    "--category=",
    "--kind=",
    "--relations=",
    "--period=",
    "-n",
    "-j",
    "--trends\n",
    "--drawable\n",
    "--stability\n",
    "--layout=force\n",
    "--view=concepts\n",
    "--vectors=v\n",
    "--decisions=d\n",
    "--previous=g.json\n",
    "--labels=l\n",
    "svg:-\n",
    "vault:v\n",
    "csv:c\n",
    "2026-01-18\n",
    "similar=1e308\n",
    "signal\n",
    "tides\n",
    "1e300\n",
    "nan\n",
];

static COMMANDS: &[&str] = &[
    "build\nin\n-o\nb.json\n-o\nb.graphml\n-o\nvault:v\n--kinds=signal\n--top=3\n",
    "build\nin\n-o\nb.svg\n--trends\n--duplicates=link\n--threshold=0.4\n--resolution=2\n",
    "build\ng.json\n-o\nb.html\n--explorer-nodes=5\n--since=2025-01-01\n",
    "build\nin\ng.json\n-o\nb.nt\n--layout=force\n--betweenness=sampled\n--relations=similar=0.5\n",
    "top\ng.json\n--by=pagerank\n-n3\n--format=json\n",
    "top\nin\n--kind\nsignal\n--category\nx\n--around\nkelp\n--hops\n2\n",
    "recurring\ng.json\n--across=articles\n--min=1\n",
    "trends\ng.json\n--period=month\n--since=2025-01-01\n-o\nt.svg\n",
    "trends\nin\n--evolution\n--format=csv\n",
    "digest\ng.json\n--edition=20260118\n",
    "clusters\ng.json\n--members=9\n--min-size=1\n-o\nc.svg\n",
    "show\ng.json\nkelp\n--format=markdown\n",
    "about\ng.json\nharbor tides\n-o\na.md\n",
    "path\ng.json\nkelp\ntides\n",
    "duplicates\nin\n--least-sure=3\n",
    "explain\nin\nkelp\nsignal: kelp forests\n",
    "report\ng.json\n-o\nr.html\n",
    "explore\ng.json\n-o\ne.html\n",
    "diff\ng.json\ng.json\n--drift\n",
    "init\nin\n-o\n-\n",
    "check\nin\n--limit=0\n--message-format=json\n",
    "review\nin\n--list\n",
    "evaluate\nin\n--pairs=p.tsv\n",
    "train\nin\n--pairs\np.tsv\n-o\nw.tsv\n",
    "formats\n--format=json\n",
    "config\nshow\n--no-config\n",
    "completions\nbash\n",
];

fn seeds() -> Vec<Vec<u8>> {
    COMMANDS.iter().map(|command| command.as_bytes().to_vec()).collect()
}

static PAGE: &[u8] = b"# Tides, (from page [20260118](https://example.org/p).)\n\n## Signals\n\n| name | description |\n|---|---|\n| Kelp | grows |\n| Kelp Forests | grow |\n";

fn check(rig: &Rig, input: &[u8], _: &mut Choices) -> anyhow::Result<()> {
    let graph = rig.graph_json();
    let pairs = b"label\tkind_a\tname_a\tkind_b\tname_b\nD\tsignal\tKelp\tsignal\tKelp Forests\n";
    let folder =
        rig.filled(&[("in/tides.md".into(), PAGE), ("g.json".into(), graph), ("p.tsv".into(), pairs)])?;
    let text = String::from_utf8_lossy(input);
    let arguments: Vec<String> = text.lines().map(within).collect();
    run(rig, &folder, &arguments).map(|_| ())
}

/// The argument, but that no path in it leads out of the folder: a slash stands behind a letter or digit, no two dots stand
/// together, and no zero stands anywhere.
fn within(argument: &str) -> String {
    let mut kept = String::with_capacity(argument.len());
    for letter in argument.chars() {
        let before = kept.chars().next_back();
        let is_kept = match letter {
            '/' => before.is_some_and(|before| before.is_ascii_alphanumeric()),
            '.' => before != Some('.'),
            _ => letter != '\0',
        };
        if is_kept {
            kept.push(letter);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn no_argument_leads_out_of_the_folder() {
        assert_eq!(within("-o=/etc/x"), "-o=etc/x");
        assert_eq!(within("json:../../x\0"), "json:.x");
        assert_eq!(within("a/b.json"), "a/b.json");
    }
}
