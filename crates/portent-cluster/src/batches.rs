//! Rows of the engine as values of ours, and back.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, UInt32Type, UInt64Type};
use portent::resolve::{End, NameId, Pair, Verdict};

/// What was said of a pair, as a column: match probability, verdict as its place in [`said::VERDICTS`], and whether a guard
/// forbids to merge.
pub(crate) mod said {
    use std::sync::Arc;

    use datafusion::arrow::array::{ArrayRef, AsArray, BooleanArray, Float64Array, StructArray, UInt8Array};
    use datafusion::arrow::datatypes::{DataType, Field, Fields, Float64Type, UInt8Type};

    use super::{End, NameId, Pair, Verdict};

    pub(super) const VERDICTS: [Verdict; 5] = [
        Verdict::Distinct,
        Verdict::Duplicate,
        Verdict::Broader(End::A),
        Verdict::Broader(End::B),
        Verdict::Related,
    ];

    fn fields() -> Fields {
        let field = |name: &str, of: DataType| Field::new(name, of, false);
        vec![
            field("probability", DataType::Float64),
            field("verdict", DataType::UInt8),
            field("guarded", DataType::Boolean),
        ]
        .into()
    }

    pub(crate) fn data_type() -> DataType {
        DataType::Struct(fields())
    }

    pub(crate) fn array(pairs: &[Pair]) -> ArrayRef {
        let place = |pair: &Pair| VERDICTS.iter().position(|verdict| *verdict == pair.verdict).unwrap_or(0);
        let probability: Float64Array = pairs.iter().map(|pair| Some(pair.probability)).collect();
        let verdict: UInt8Array = pairs.iter().map(|pair| u8::try_from(place(pair)).ok()).collect();
        let guarded = BooleanArray::from_iter(pairs.iter().map(|pair| Some(pair.guarded)));
        let columns: Vec<ArrayRef> = vec![Arc::new(probability), Arc::new(verdict), Arc::new(guarded)];
        Arc::new(StructArray::new(fields(), columns, None))
    }

    /// The pair of a row; `None` for columns of other types.
    pub(super) fn pair(said: &StructArray, row: usize, [a, b]: [u32; 2]) -> Option<Pair> {
        let probability = said.column(0).as_primitive_opt::<Float64Type>()?.value(row);
        let verdict = said.column(1).as_primitive_opt::<UInt8Type>()?.value(row);
        let guarded = said.column(2).as_boolean_opt()?.value(row);
        let verdict = *VERDICTS.get(usize::from(verdict))?;
        Some(Pair { a: NameId::new(a), b: NameId::new(b), probability, verdict, guarded, decided: false })
    }
}

/// A pair that was judged, and its bucket.
pub(crate) type Judged = (u32, Pair);

/// The rows `bucket, a, b, said`; `None` for columns of other types.
pub(crate) fn judged(batches: &[RecordBatch]) -> Option<Vec<Judged>> {
    let mut all = Vec::with_capacity(batches.iter().map(RecordBatch::num_rows).sum());
    for batch in batches.iter().filter(|batch| batch.num_rows() > 0) {
        let number = |at: usize| batch.columns().get(at)?.as_primitive_opt::<UInt32Type>();
        let (buckets, a, b) = (number(0)?, number(1)?, number(2)?);
        let said = batch.columns().get(3)?.as_struct_opt()?;
        for row in 0..batch.num_rows() {
            all.push((buckets.value(row), said::pair(said, row, [a.value(row), b.value(row)])?));
        }
    }
    Some(all)
}

/// The rows of two columns of whole numbers; `None` for others.
pub(crate) fn numbers(batches: &[RecordBatch]) -> Option<Vec<(u32, u64)>> {
    let mut all = Vec::with_capacity(batches.iter().map(RecordBatch::num_rows).sum());
    for batch in batches.iter().filter(|batch| batch.num_rows() > 0) {
        let [key, count] = batch.columns() else { return None };
        let key = key.as_primitive_opt::<UInt32Type>()?;
        let count = datafusion::arrow::compute::cast(count, &DataType::UInt64).ok()?;
        let count = count.as_primitive_opt::<UInt64Type>()?;
        let is_whole = count.null_count() == 0;
        is_whole.then(|| all.extend(key.values().iter().copied().zip(count.values().iter().copied())))?;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch, UInt32Array};

    use super::{End, NameId, Pair, Verdict, judged, numbers, said};

    fn pairs() -> Vec<Pair> {
        let of = |(at, verdict): (u32, Verdict)| Pair {
            a: NameId::new(at),
            b: NameId::new(at + 7),
            probability: f64::from(at) / 3.0,
            verdict,
            guarded: at % 2 == 1,
            decided: false,
        };
        let verdicts = [
            Verdict::Duplicate,
            Verdict::Broader(End::A),
            Verdict::Broader(End::B),
            Verdict::Related,
            Verdict::Distinct,
        ];
        (0..).zip(verdicts).map(of).collect()
    }

    #[test]
    fn pairs_come_back_as_they_were() {
        let pairs = pairs();
        let column = |of: fn(&Pair) -> u32| -> ArrayRef {
            Arc::new(UInt32Array::from_iter_values(pairs.iter().map(of)))
        };
        let columns = [
            ("bucket", column(|_| 9)),
            ("a", column(|pair| pair.a.get())),
            ("b", column(|pair| pair.b.get())),
            ("said", said::array(&pairs)),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let back = judged(std::slice::from_ref(&batch)).unwrap();
        assert_eq!(back, pairs.into_iter().map(|pair| (9, pair)).collect::<Vec<_>>());
        assert_eq!(numbers(&[batch]), None, "four columns are no counts");
    }

    #[test]
    fn counts_of_any_whole_type_are_read() {
        let columns: [(&str, ArrayRef); 2] = [
            ("name", Arc::new(UInt32Array::from(vec![4, 2]))),
            ("count", Arc::new(Int64Array::from(vec![1, 3]))),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        assert_eq!(numbers(&[batch]), Some(vec![(4, 1), (2, 3)]));
        assert_eq!(numbers(&[]), Some(vec![]));
    }
}
