//! The fenced blocks of a document, with the marks above them.

/// What a comment right above a block tells of it: `<!-- KEY: VALUE -->`.
#[derive(Debug, PartialEq)]
pub(super) enum Mark {
    /// `before`: commands that make what the block needs.
    Before(String),
    /// `file`: the block is the content of this file, for all blocks of the document.
    File(String),
    /// `needs`: the feature without which the block is passed over.
    Needs(String),
    /// `not run`: why no test runs the block.
    NotRun(String),
}

impl Mark {
    /// The mark that a line is, if it is one.
    fn of(line: &str) -> Option<Self> {
        let inner = line.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
        let (key, value) = inner.split_once(": ")?;
        let value = value.trim().to_owned();
        match key {
            "before" => Some(Self::Before(value)),
            "file" => Some(Self::File(value)),
            "needs" => Some(Self::Needs(value)),
            "not run" => Some(Self::NotRun(value)),
            _ => None,
        }
    }

    pub(super) fn is_not_run(&self) -> bool {
        matches!(self, Self::NotRun(_))
    }
}

/// A fenced block.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The line of its first fence, from 1.
    pub(super) line: usize,
    /// The first word behind the fence; empty where there is none.
    pub(super) language: String,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

impl Block {
    pub(super) fn is_marked(&self, wanted: &dyn Fn(&Mark) -> bool) -> bool {
        self.marks.iter().any(wanted)
    }

    /// The name of the file that the block is the content of.
    pub(super) fn file(&self) -> Option<&str> {
        self.marks.iter().find_map(|mark| match mark {
            Mark::File(name) => Some(name.as_str()),
            _ => None,
        })
    }
}

/// All blocks of a document in order, and what is wrong: marks above nothing, a fence that does not end.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Vec<String>) {
    let (mut blocks, mut faults) = (Vec::new(), Vec::new());
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let fence = line.trim().strip_prefix("```");
        match (&mut open, fence) {
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(info)) => {
                let language = info.split_whitespace().next().unwrap_or_default().to_owned();
                let marks = std::mem::take(&mut marks);
                open = Some(Block { line: number, language, marks, ..Block::default() });
            }
            (None, None) => match Mark::of(line) {
                Some(mark) => marks.push(mark),
                None if marks.is_empty() => {}
                None => {
                    faults.push(format!("{number}: no block is below {marks:?}"));
                    marks.clear();
                }
            },
        }
    }
    if let Some(block) = open {
        faults.push(format!("{}: the block does not end", block.line));
    }
    (blocks, faults)
}

#[test]
fn marks_belong_to_the_block_right_below() {
    let (found, faults) = blocks(
        "a\n<!-- file: x.tsv -->\n<!-- needs: png -->\n```tsv\na\tb\n```\n<!-- end -->\n```\nc\n```\n",
    );
    assert_eq!(faults, Vec::<String>::new());
    let told: Vec<_> =
        found.iter().map(|block| (block.line, block.language.as_str(), block.text.as_str())).collect();
    assert_eq!(told, [(4, "tsv", "a\tb\n"), (8, "", "c\n")]);
    assert_eq!(found[0].marks, [Mark::File("x.tsv".into()), Mark::Needs("png".into())]);
    assert_eq!((found[0].file(), found[1].file()), (Some("x.tsv"), None));
}

#[test]
fn marks_above_nothing_and_blocks_without_an_end_are_faults() {
    assert_eq!(blocks("<!-- not run: why -->\ntext\n```sh\n```\n").1.len(), 1);
    assert_eq!(blocks("```sh\nls\n").1, ["1: the block does not end"]);
}
