//! Pages of columns that are shorter than they say: the Parquet reader looks beyond the end of a page of texts, which would end the
//! run. What it finds there now is a length that no page has, and so an error.

use ::parquet::basic::{Encoding, Type};
use ::parquet::bloom_filter::Sbbf;
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::RowGroupMetaData;
use ::parquet::file::reader::RowGroupReader;
use ::parquet::record::reader::RowIter;
use ::parquet::schema::types::Type as Schema;
use bytes::Bytes;

/// Stands behind texts, each of which has its length in four bytes before it.
const END: [u8; 4] = [0xFF; 4];

/// A group of rows whose pages are looked at first.
pub(super) struct Guarded<'a>(pub(super) Box<dyn RowGroupReader + 'a>);

impl RowGroupReader for Guarded<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.0.metadata()
    }

    fn num_columns(&self) -> usize {
        self.0.num_columns()
    }

    fn get_column_page_reader(&self, i: usize) -> Result<Box<dyn PageReader>> {
        let column = self.metadata().schema_descr().column(i);
        let pages = self.0.get_column_page_reader(i)?;
        let texts = column.physical_type() == Type::BYTE_ARRAY;
        Ok(Box::new(Pages { pages, texts, levels: [column.max_rep_level(), column.max_def_level()] }))
    }

    fn get_column_bloom_filter(&self, i: usize) -> Option<&Sbbf> {
        self.0.get_column_bloom_filter(i)
    }

    fn get_row_iter(&self, projection: Option<Schema>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

/// The pages of a column.
struct Pages {
    pages: Box<dyn PageReader>,
    /// Whether its values are texts.
    texts: bool,
    /// The highest level of repetition, and of definition.
    levels: [i16; 2],
}

impl Pages {
    fn checked(&self, mut page: Page) -> Result<Page> {
        let broken = |reason: &str| Err(ParquetError::General(reason.to_owned()));
        match &page {
            Page::DataPage { rep_level_encoding, def_level_encoding, .. } => {
                let levels = self.levels.iter().zip([rep_level_encoding, def_level_encoding]);
                // The other encoding of levels has been deprecated since 2013, and is read without a look at the end of the page.
                if levels.into_iter().any(|(&most, &encoding)| most > 0 && encoding != Encoding::RLE) {
                    return broken("levels in an encoding that is no longer written");
                }
            }
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len);
                if levels > buf.len() as u64 {
                    return broken("a page is shorter than its levels");
                }
            }
            Page::DictionaryPage { .. } => {}
        }
        let plain = match &page {
            Page::DataPage { encoding, .. } | Page::DataPageV2 { encoding, .. } => {
                *encoding == Encoding::PLAIN
            }
            Page::DictionaryPage { .. } => true,
        };
        let (Page::DataPage { buf, .. } | Page::DataPageV2 { buf, .. } | Page::DictionaryPage { buf, .. }) =
            &mut page;
        if plain && self.texts {
            *buf = Bytes::from([buf, END.as_slice()].concat());
        }
        Ok(page)
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        page.map(|page| self.checked(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.pages.at_record_boundary()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ::parquet::column::reader::ColumnReaderImpl;
    use ::parquet::data_type::{ByteArray, ByteArrayType};
    use ::parquet::schema::parser::parse_message_type;
    use ::parquet::schema::types::SchemaDescriptor;

    use super::*;

    struct Memory(Option<Page>);

    impl Iterator for Memory {
        type Item = Result<Page>;

        fn next(&mut self) -> Option<Self::Item> {
            self.0.take().map(Ok)
        }
    }

    impl PageReader for Memory {
        fn get_next_page(&mut self) -> Result<Option<Page>> {
            Ok(self.0.take())
        }

        fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
            Ok(None)
        }

        fn skip_next_page(&mut self) -> Result<()> {
            Ok(())
        }
    }

    /// The texts of a page that says it holds two.
    fn texts(buf: &'static [u8], levels: u32) -> Result<Vec<ByteArray>> {
        let schema = parse_message_type("message m { required binary a; }")?;
        let column = SchemaDescriptor::new(Arc::new(schema)).column(0);
        let page = Page::DataPageV2 {
            buf: Bytes::from_static(buf),
            num_values: 2,
            encoding: Encoding::PLAIN,
            num_nulls: 0,
            num_rows: 2,
            def_levels_byte_len: levels,
            rep_levels_byte_len: 0,
            is_compressed: false,
            statistics: None,
        };
        let pages = Pages { pages: Box::new(Memory(Some(page))), texts: true, levels: [0, 0] };
        let mut found = Vec::new();
        ColumnReaderImpl::<ByteArrayType>::new(column, Box::new(pages))
            .read_records(2, None, None, &mut found)?;
        Ok(found)
    }

    // T12: a table that says it holds more than it does.
    #[test]
    fn a_page_that_is_too_short_is_an_error() {
        let whole = b"\x01\0\0\0a\x02\0\0\0bc";
        assert_eq!(texts(whole, 0).unwrap(), [ByteArray::from("a"), ByteArray::from("bc")]);
        for end in 0..whole.len() {
            assert!(texts(&whole[..end], 0).is_err(), "{end}");
        }
        assert!(texts(whole, 99).is_err());
    }
}
