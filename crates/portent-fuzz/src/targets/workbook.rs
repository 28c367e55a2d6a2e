//! Workbooks (`.xlsx`): an input is the parts, as text, and the check packs them.

use std::path::PathBuf;

use crate::choices::Choices;
use crate::files::{files, joined};
use crate::mutation::text;
use crate::properties::folder;
use crate::rig::Rig;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "workbook",
    summary: "the parts of an .xlsx workbook, packed by the check",
    share: 6,
    seeds: || vec![joined(PARTS)],
    pieces: PIECES,
    step: text::step,
    check,
};

static PIECES: &[&str] = &[
    "<row r=\"9\">",
    "</row>",
    "<c r=\"A2\" t=\"s\"><v>0</v></c>",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<c r=\"\" t=\"inlineStr\"><is><t>x</t></is></c>",
    "<c r=\"B2\" t=\"d\"><v>2026-01-18</v></c>",
    "<c r=\"B2\" s=\"1\"><v>46040</v></c>",
    "<c r=\"B2\" t=\"e\"><v>#REF!</v></c>",
    "<v>",
    "</v>",
    "<si><t>y</t></si>",
    "t=\"s\"",
    "t=\"b\"",
    "r=\"A1\"",
    "r:id=\"rId2\"",
    "<sheet name=\"More\" sheetId=\"2\" r:id=\"rId1\"/>",
    "<mergeCell ref=\"A1:ZZ99\"/>",
    "&#1;",
    "<![CDATA[x]]>",
    "<!DOCTYPE x [<!ENTITY a \"aa\">]>",
    "&a;",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<f>SUM(A1:A9)</f>",
    "\u{1C}xl/sharedStrings.xml\n",
    "\u{1C}xl/worksheets/sheet1.xml\n",
];

/// The parts of a workbook of one sheet (ECMA-376, part 1), by path.
static PARTS: &[(&str, &[u8])] = &[
    ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#),
    ("_rels/.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
    ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
    ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Signals" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
    ("xl/styles.xml", br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    ("xl/sharedStrings.xml", br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>name</t></si><si><t>date</t></si><si><t>Kelp</t></si><si><r><t>Eel</t></r><r><t> Ladder</t></r></si></sst>"#),
    ("xl/worksheets/sheet1.xml", br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>score</t></is></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>46040</v></c><c r="C2"><v>2.5</v></c></row><row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="str"><v>2026</v></c><c r="C3" t="b"><v>1</v></c></row></sheetData></worksheet>"#),
];

fn check(rig: &Rig, input: &[u8], choices: &mut Choices) -> anyhow::Result<()> {
    let mut book = packed(&files(input, "xl/worksheets/sheet1.xml"));
    if choices.rarely(4) {
        let at = choices.below(book.len());
        book[at] ^= 1 << choices.below(8);
    }
    folder::holds(rig, &[("signals.xlsx".into(), &book)], choices)
}

/// A ZIP archive of files that are not compressed (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).
fn packed(files: &[(PathBuf, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let name = name.to_string_lossy();
        let [start, size, length] =
            [archive.len(), bytes.len(), name.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        let sum = crc32fast::hash(bytes);
        // Version, flags, method, time and day; then sums and sizes; then the length of the name and of nothing more.
        let common = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x28][..],
            &sum.to_le_bytes(),
            &size.to_le_bytes(),
            &size.to_le_bytes(),
            &length.to_le_bytes(),
        ]
        .concat();
        archive.extend([b"PK\x03\x04", &common[..], name.as_bytes(), bytes].concat());
        directory.extend(
            [b"PK\x01\x02\x14\0", &common[..], &[0; 10], &start.to_le_bytes(), name.as_bytes()].concat(),
        );
    }
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    let [size, start] =
        [directory.len(), archive.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &start, &[0; 2]].concat();
    [archive, directory, end].concat()
}
