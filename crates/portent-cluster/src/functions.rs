//! The function that judges two names, as SQL calls it on every machine.
//!
//! `judge(build, folder, contract, part, a, b)`: which build of this program asks, where the tables lie, the fingerprint of their
//! contract, the part (`3/8`) whose names are wanted, and two names of it. It gives a [`said`] of the pair.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, UInt32Type};
use datafusion::common::{DataFusionError, Result, ScalarValue};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use portent::parts::{Contract, Part, PartJudge};
use portent::resolve::{NameId, Pair};

use crate::batches::said;

/// What tells builds of this program apart; releases of portent and of the tables are told by the contract.
pub(crate) const BUILD: &str = concat!("portent-cluster ", env!("CARGO_PKG_VERSION"));

/// Judges of parts that a process keeps: an executor works on few parts at a time.
const KEPT: usize = 4;

/// The function for a process of this build.
pub(crate) fn judge(build: &str) -> Arc<ScalarUDF> {
    let text = || DataType::Utf8;
    let signature = [text(), text(), text(), text(), DataType::UInt32, DataType::UInt32];
    Arc::new(ScalarUDF::new_from_impl(JudgePair {
        build: build.to_owned(),
        signature: Signature::exact(signature.into(), Volatility::Immutable),
        kept: Mutex::default(),
    }))
}

/// Where the tables lie, their contract, and the part.
type Key = [String; 3];
type Judged = std::result::Result<Arc<PartJudge>, String>;
type Opened = Arc<OnceLock<Judged>>;

struct JudgePair {
    build: String,
    signature: Signature,
    kept: Mutex<VecDeque<(Key, Opened)>>,
}

impl std::fmt::Debug for JudgePair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JudgePair")
    }
}

/// Plans compare functions; all of one build are one.
impl PartialEq for JudgePair {
    fn eq(&self, other: &Self) -> bool {
        self.build == other.build
    }
}

impl Eq for JudgePair {}

impl Hash for JudgePair {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.build.hash(state);
    }
}

impl ScalarUDFImpl for JudgePair {
    fn name(&self) -> &str {
        "judge"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(said::data_type())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [build, folder, contract, part, a, b] = &args.args[..] else {
            return Err(failed("judge takes six arguments"));
        };
        let [build, folder, contract, part] = [text(build)?, text(folder)?, text(contract)?, text(part)?];
        if build != self.build {
            let message =
                format!("this executor is {}, and asked by {build}: run one build everywhere", self.build);
            return Err(failed(message));
        }
        let judge = self.of([folder, contract, part])?;
        let [a, b] = [names(a, args.number_rows)?, names(b, args.number_rows)?];
        let rows =
            a.as_primitive::<UInt32Type>().values().iter().zip(b.as_primitive::<UInt32Type>().values());
        let pairs: Option<Vec<Pair>> =
            rows.map(|(&a, &b)| judge.pair(NameId::new(a), NameId::new(b))).collect();
        let pairs = pairs.ok_or_else(|| failed("a pair is not of this part"))?;
        Ok(ColumnarValue::Array(said::array(&pairs)))
    }
}

impl JudgePair {
    /// The judge of a part, opened by whoever asks first. One that could not be opened is not kept: a folder may come back.
    fn of(&self, key: Key) -> Result<Arc<PartJudge>> {
        let cell = self.cell(&key);
        cell.get_or_init(|| open(&key)).clone().map_err(|why| {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).retain(|(own, _)| *own != key);
            failed(why)
        })
    }

    fn cell(&self, key: &Key) -> Opened {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, cell)) = kept.iter().find(|(own, _)| own == key) {
            return Arc::clone(cell);
        }
        kept.truncate(KEPT - 1);
        let cell = Opened::default();
        kept.push_front((key.clone(), Arc::clone(&cell)));
        cell
    }
}

fn open([folder, fingerprint, part]: &Key) -> Judged {
    let path = Path::new(folder);
    let contract = Contract::open(path).map_err(|error| error.to_string())?;
    if contract.fingerprint() != *fingerprint {
        return Err(format!("{folder} holds other tables here than where the work was submitted"));
    }
    let judge = PartJudge::of_part(path, &contract, part.parse::<Part>()?);
    judge.map(Arc::new).map_err(|error| error.to_string())
}

fn text(value: &ColumnarValue) -> Result<String> {
    match value {
        ColumnarValue::Scalar(ScalarValue::Utf8(Some(text))) => Ok(text.clone()),
        _ => Err(failed("judge takes a constant text here")),
    }
}

fn names(value: &ColumnarValue, rows: usize) -> Result<ArrayRef> {
    let names = value.clone().into_array(rows)?;
    match names.data_type() == &DataType::UInt32 && names.null_count() == 0 {
        true => Ok(names),
        false => Err(failed("names are whole numbers of 32 bits")),
    }
}

fn failed(message: impl Into<String>) -> DataFusionError {
    DataFusionError::Execution(message.into())
}
