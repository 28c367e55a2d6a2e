//! Chinese names in their usual writing, before they are cut into words: simplified characters, the words of the mainland for
//! those of Taiwan, abbreviations for what they stand for, nothing that only counts or stresses.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::{Language, is_without_spaces, simplified};
use crate::resolve::language::glosses::Glosses;

/// A row is a usual writing, and what is written so: abbreviations that every reader knows.
static WRITINGS: &str = "\
AI 人工智能 人工智慧
AGI 通用人工智能 通用人工智慧 通用AI
AIGC 人工智能生成内容 AI生成内容
XAI 可解释人工智能 可解释人工智慧 可解释AI
API 应用程序接口 应用程序编程接口 应用编程接口
AR 增强现实 扩增实境
BCI 脑机接口
CBDC 央行数字货币 中央银行数字货币
CCS 碳捕集与封存 碳捕获与封存
CPU 中央处理器
DAO 去中心化自治组织
DeFi 去中心化金融
EV 电动汽车
GDP 国内生产总值
GDPR 通用数据保护条例
GPS 全球定位系统
GPU 图形处理器 图形处理单元
IoT 物联网
LLM 大语言模型 大型语言模型
LNG 液化天然气
ML 机器学习
MR 混合现实
NFT 非同质化代币
NGO 非政府组织
NLP 自然语言处理
RAG 检索增强生成
RL 强化学习
RPA 机器人流程自动化
SaaS 软件即服务
SDG 可持续发展目标
UAV 无人机
UBI 全民基本收入
UI 用户界面
UX 用户体验
VC 风险投资
VPN 虚拟专用网络 虚拟专用网
VR 虚拟现实 虚拟实境
WHO 世界卫生组织 世卫组织
WTO 世界贸易组织 世贸组织
XR 扩展现实 延展实境
增长 越来越多
加剧 日益严重 日趋严重 越来越严重";

/// The same for words of the mainland and those of Taiwan, in simplified characters: they hold for texts in traditional ones,
/// since some mean other things on the mainland (`软体`: soft).
static OF_TAIWAN: &str = "\
软件 软体
硬件 硬体
网络 网路
芯片 晶片
服务器 伺服器
数字化 数位化
数字转型 数位转型
互联网 网际网路
内存 记忆体
带宽 频宽
软体机器人 软体机器人";

/// Adverbs that only stress a rise: `不断增长`.
static STRESS: &[&str] = &["日益", "日渐", "日趋", "不断", "持续", "逐渐", "逐步", "越来越"];

/// English words for a rise that adverbs stress.
static RISES: &[&str] = &["rise", "surge", "escalating", "spread"];

/// What stands between one and the thing counted. Ordinals (`一级`) and what is more than a count (`一次性`) are none.
static MEASURES: &[&str] =
    &["系列", "个", "款", "套", "种", "项", "组", "批", "份", "场", "座", "台", "家", "名", "位"];

/// Letters that a name keeps at least where its beginning is cut.
const LEAST: usize = 2;

/// What is written otherwise, with its usual writing, by first letter, the longest first.
type Writings = FxHashMap<char, Vec<(&'static str, &'static str)>>;

static COMMON: LazyLock<Writings> = LazyLock::new(|| read(WRITINGS.lines()));
static IN_TRADITIONAL: LazyLock<Writings> = LazyLock::new(|| read(WRITINGS.lines().chain(OF_TAIWAN.lines())));

fn read(rows: impl Iterator<Item = &'static str>) -> Writings {
    let mut writings = Writings::default();
    for row in rows {
        let mut words = row.split(' ');
        let usual = words.next().unwrap_or_default();
        for word in words {
            writings.entry(word.chars().next().unwrap_or_default()).or_default().push((word, usual));
        }
    }
    writings.values_mut().for_each(|rows| rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.0.len())));
    writings
}

/// A Chinese text in its usual writing. Linear in its length.
pub(super) fn usual(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_without_spaces) {
        return text.into();
    }
    let plain = simplified(text);
    let writings = if plain == text { &*COMMON } else { &*IN_TRADITIONAL };
    let plain = without_spaces(&plain);
    let mut usual = String::with_capacity(plain.len());
    let mut rest = without_count(plain.trim_start());
    while let Some(c) = rest.chars().next() {
        let length = if let Some((word, written)) = writing(writings, c, rest) {
            push(&mut usual, written);
            word.len()
        } else if let Some(length) = stress(rest) {
            length
        } else {
            usual.push(c);
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    usual.into()
}

fn writing(writings: &Writings, c: char, text: &str) -> Option<(&'static str, &'static str)> {
    let goes_on = |word: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        word.ends_with(is_letter) && text[word.len()..].starts_with(is_letter)
    };
    writings.get(&c)?.iter().find(|row| text.starts_with(row.0) && !goes_on(row.0)).copied()
}

/// A text without the spaces between Chinese and Latin letters, which some writers set and others do not.
fn without_spaces(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    let are_two = |a: char, b: char| is_without_spaces(a) && b.is_ascii_alphanumeric();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if c != ' ' || !are_two(last, next) && !are_two(next, last) {
            joined.push(c);
        }
        last = c;
    }
    joined
}

/// Adds a writing; spaces keep an abbreviation apart from other Latin letters.
fn push(usual: &mut String, written: &str) {
    if written.is_ascii() {
        usual.extend([" ", written, " "]);
    } else {
        usual.push_str(written);
    }
}

/// How long an adverb is with which a text begins, where a rise follows.
fn stress(text: &str) -> Option<usize> {
    let adverb = STRESS.iter().find(|adverb| text.starts_with(**adverb))?;
    let behind = &text[adverb.len()..];
    let verb = behind.get(..behind.char_indices().nth(2).map_or(behind.len(), |(at, _)| at))?;
    let gloss = Glosses::of(Language::Chinese).word(verb)?;
    RISES.contains(&gloss.english).then_some(adverb.len())
}

/// A name without the count of one thing at its beginning: `一款浏览器`.
fn without_count(name: &str) -> &str {
    let counted = || {
        let behind = name.strip_prefix('一')?;
        let thing = MEASURES.iter().find_map(|measure| behind.strip_prefix(measure))?;
        thing.chars().take(LEAST).filter(|c| is_without_spaces(*c)).nth(LEAST - 1).map(|_| thing)
    };
    counted().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::usual;

    fn letters(text: &str) -> String {
        usual(text).split_whitespace().collect()
    }

    #[test]
    fn a_text_gets_its_usual_writing() {
        for (text, written) in [
            ("漁船與港口", "渔船与港口"),
            ("港口人工智慧", "港口AI"),
            ("海底物聯網", "海底IoT"),
            ("通用人工智能", "AGI"),
            ("通用 AI 渔船", "AGI渔船"),
            ("通用 AIGC", "通用AIGC"),
            ("一款潮汐軟體", "潮汐软件"),
            ("不斷上升的水位", "上升的水位"),
            ("越来越多的渡轮", "增长的渡轮"),
            ("Kelp 5", "Kelp5"),
        ] {
            assert_eq!(letters(text), written, "{text}");
        }
    }

    #[test]
    fn what_says_more_stays() {
        for text in ["软体珊瑚", "一次性渔网", "一级渔港", "一个", "持续监测", "不断下降"]
        {
            assert_eq!(letters(text), text);
        }
    }

    #[test]
    fn abbreviations_stand_apart_from_latin_letters() {
        assert_eq!(usual("GPT人工智能").split_whitespace().collect::<Vec<_>>(), ["GPT", "AI"]);
    }
}
