//! Chinese names of the same words in another order that says the same.
//!
//! Order alone tells most of them apart (`风险投资`, `投资风险`). Two moves say nothing: an action stands before its object or
//! behind it (`保护湿地`, `湿地保护`), and a word that only describes changes places with the one beside it
//! (`跨境电力交易`, `电力跨境交易`).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::language::Language;
use crate::resolve::language::glosses::Glosses;
use crate::resolve::language::stem::stem;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::StemId;

/// Verbs that are nouns of action as well, and hardly ever describe the noun behind them.
static ACTIONS: &str = "\
提升 提高 改善 改进 增强 加强 强化 侵犯 侵害 泄露 滥用 窃取 盗窃 篡改 破坏 污染 保护 维护 保障 修复 恢复 降低 减少 缩短 扩大 促进 推动 推广
普及 防止 防范 预防 评估 评价 识别 检测 监测 核算 测算 预测 收集 采集 捕捞 运输 招聘 采购 销售 披露 拆除 废除 取消 限制 培养 建设 搭建";

/// Those of them that describe no noun at all.
static DEGREES: &str = "提升 提高 改善 加强 降低 减少 缩短 扩大 侵犯";

/// Those that describe a single noun as often: `生产安全`, `安全生产`. Before a phrase they are verbs.
static LOOSE_ACTIONS: &str = "\
优化 治理 管理 管控 监管 控制 监控 分析 审查 审计 追踪 整合 融合 处理 开发 研发 研究 部署 构建 制造 生产 加工 回收 开采 种植 养殖 储存 存储
利用 改造 重建 更新 升级 替代 取代 培育 激励 补贴 救助 发布 公开 交付 共享 传输 运营 运行 维修 测试 设计 认证 审批 操纵 垄断 走私 干预";

/// Nouns of means, matter and people: the verb before them tells which ones (`管理系统`), and behind them what is done
/// (`系统管理`).
static MEANS: &str = "\
系统 体系 平台 工具 方法 方式 技术 科技 算法 模型 模式 机制 措施 政策 策略 战略 方案 计划 规划 项目 工程 程序 流程 框架 架构 环境 成本 费用
风险 市场 经济 产业 行业 企业 公司 机构 部门 团队 人员 人才 中心 基地 能力 服务 产品 商品 标准 规则 规范 法规 协议 软件 硬件 设备 装置 材料
阶段 周期 过程 报告 指南 指标 理论 学科 数据 信息 知识 内容 语言 工厂 网络 代码 资料 记录 基金 资金 资本 货币 合同 任务 目标 要求 问题 功能
权力 权利 机器人 安全 学习 教育 科学";

/// Words that only describe. Their form tells more of them.
static DESCRIBING: &str = "\
实时 即时 在线 线上 离线 线下 远程 本地 复合 绿色 低碳 高效 动态 静态 临时 长期 短期 定期";

static ACTION_STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(ACTIONS));
static DEGREE_STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(DEGREES));
static LOOSE_STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(LOOSE_ACTIONS));
static MEANS_STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(MEANS));
static DESCRIBING_STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(DESCRIBING));

/// The stems of words, those of their English glosses where they have one.
fn stems(words: &str) -> FxHashSet<String> {
    let glosses = Glosses::of(Language::Chinese);
    let of = |word: &str| glosses.word(word).map_or_else(|| word.to_owned(), |gloss| stem(gloss.english));
    words.split_whitespace().map(of).collect()
}

/// Whether two names of the same words say the same. O(words).
pub(super) fn says_the_same(lexicon: &Lexicon, a: &[StemId], b: &[StemId]) -> bool {
    a.len() == b.len()
        && (is_moved_action(lexicon, a, b) || is_moved_action(lexicon, b, a) || is_shuffled(lexicon, a, b))
}

/// One name begins with the actions with which the other ends.
fn is_moved_action(lexicon: &Lexicon, verbal: &[StemId], nominal: &[StemId]) -> bool {
    let text = |stem: &StemId| lexicon.stems[*stem].text.as_str();
    let is_strict = |stem: &StemId| ACTION_STEMS.contains(text(stem)) || is_change(text(stem));
    let is_action = |stem: &&StemId| is_strict(stem) || LOOSE_STEMS.contains(text(stem));
    let is_degree = |stem: &StemId| DEGREE_STEMS.contains(text(stem));
    let count = verbal.iter().take_while(is_action).count();
    (1..=count).any(|count| {
        let (actions, object) = verbal.split_at(count);
        let are_told = object.len() > 1 || actions.iter().all(is_strict);
        let is_thing = |head: &StemId| !MEANS_STEMS.contains(text(head)) || actions.iter().all(is_degree);
        object.last().is_some_and(is_thing) && are_told && nominal.strip_prefix(object) == Some(actions)
    })
}

/// Whether a word says that something becomes so: `自动化`.
fn is_change(word: &str) -> bool {
    word.ends_with('化') && word.chars().nth(2).is_some()
}

/// Two neighbors before one head have changed places, and one of them only describes.
fn is_shuffled(lexicon: &Lexicon, a: &[StemId], b: &[StemId]) -> bool {
    let Some(at) = a.iter().zip(b).position(|(x, y)| x != y) else { return false };
    let (Some([x, y, rest_a @ ..]), Some([u, v, rest_b @ ..])) = (a.get(at..), b.get(at..)) else {
        return false;
    };
    let describes = |stem: StemId| is_describing(&lexicon.stems[stem].text);
    (x, y) == (v, u) && rest_a == rest_b && !rest_a.is_empty() && (describes(*x) || describes(*y))
}

fn is_describing(word: &str) -> bool {
    let is_formed = word.chars().nth(1).is_some() && word.starts_with(['跨', '多', '双', '非', '可'])
        || word.chars().nth(2).is_some() && word.ends_with(['式', '型', '性']);
    is_formed || is_change(word) || DESCRIBING_STEMS.contains(word)
}
