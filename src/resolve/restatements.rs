//! Restatements and look-alikes in ten languages: what is the same but for grammar merges, what is not stays apart.

use rustc_hash::FxHashSet;

use super::*;
use sample::corpus;

/// A line is a language, `=` or `#` (one thing, two things), and two names.
static PAIRS: &str = "\
fr = Fonte des glaciers alpins | La fonte des glaciers alpins
fr = Stockage du carbone dans les sols | Stocker le carbone dans les sols
fr = Pollution des nappes par les pesticides | Pollution par les pesticides des nappes
fr = Pénuries de médicaments en pharmacie | Une pénurie de médicaments dans les pharmacies
fr = Fermetures d'usines liées à la sécheresse | Fermeture d'usines due à la sécheresse
fr # Taxe sur l'eau douce | Taxe sur l'eau salée
fr # Essor du fret ferroviaire | Déclin du fret ferroviaire
fr # Ponts pour les petits bourgs | Ponts pour les grands bourgs
fr # Élevage de moutons en ville | Élevage de moutons en forêt
fr # Dépendance de la Suisse envers l'Italie | Dépendance de l'Italie envers la Suisse
de = Schmelzen der Alpengletscher | Das Schmelzen von Alpengletschern
de = Fischsterben durch Sauerstoffmangel | Das Fischsterben durch den Mangel an Sauerstoff
de = Hafengebühren | Gebühren der Häfen
de = Kündigungen von Pflegerinnen und Pflegern | Kündigung von Pflegern
de = Speicherung von Wärme im Boden | Die Wärmespeicherung im Boden
de # Milchschokolade für Kinder | Schokoladenmilch für Kinder
de # Steigende Pegel der Flüsse | Sinkende Pegel der Flüsse
de # Fähren ohne Kapitän | Fähren mit Kapitän
de # Kleine Deiche an der Nordsee | Große Deiche an der Nordsee
de # Brücken aus Holz | Brücken aus Stahl
es = Deshielo de los glaciares andinos | El deshielo de glaciares andinos
es = Reciclar redes de pesca | Reciclaje de las redes de pesca
es = Cierre de puertos por la sequía | Cierres de puertos debidos a la sequía
es = Almacenamiento de calor en el suelo | El almacenamiento del calor en suelos
es = Contaminación de los acuíferos por pesticidas | Contaminación por pesticidas de los acuíferos
es # Impuesto al agua dulce | Impuesto al agua salada
es # Subida del nivel de los embalses | Bajada del nivel de los embalses
es # Puentes para pueblos pequeños | Puentes para pueblos grandes
es # Cría de ovejas en el bosque | Cría de ovejas en la ciudad
es # Barcos con capitán | Barcos sin capitán
it = Scioglimento dei ghiacciai alpini | Lo scioglimento di ghiacciai alpini
it = Riciclare le reti da pesca | Riciclaggio delle reti da pesca
it = Chiusura di porti dovuta alla siccità | Chiusure dei porti per la siccità
it = Accumulo del calore nel suolo | L'accumulo di calore nei suoli
it = Inquinamento delle falde da pesticidi | Inquinamento da pesticidi delle falde
it # Tassa sull'acqua dolce | Tassa sull'acqua salata
it # Aumento del livello dei laghi | Calo del livello dei laghi
it # Ponti per piccoli paesi | Ponti per grandi paesi
it # Allevamento di pecore in città | Allevamento di pecore nel bosco
it # Navi con capitano | Navi senza capitano
pt = Degelo das geleiras andinas | O degelo de geleiras andinas
pt = Reciclar anzóis velhos | Reciclagem dos anzóis velhos
pt = Fecho de portos devido à seca | Fechos dos portos pela seca
pt = Armazenamento de calor no solo | O armazenamento do calor nos solos
pt = Contaminação dos aquíferos por pesticidas | Contaminação por pesticidas dos aquíferos
pt # Imposto sobre a água doce | Imposto sobre a água salgada
pt # Aumento do nível dos rios | Queda do nível dos rios
pt # Pontes para aldeias pequenas | Pontes para aldeias grandes
pt # Criação de ovelhas na floresta | Criação de ovelhas na cidade
pt # Navios com capitão | Navios sem capitão
nl = Smelten van de gletsjers | Het smelten van gletsjers
nl = Opslag van warmte in de bodem | Warmteopslag in de bodem
nl = Sluiting van havens door droogte | Sluitingen van de havens wegens de droogte
nl = Vervuiling van het grondwater door mest | De vervuiling van grondwater door mest
nl = Havengeld voor schepen | Het havengeld voor de schepen
nl # Bruggen van hout | Bruggen van staal
nl # Stijgende waterstand in de rivier | Dalende waterstand in de rivier
nl # Veerboten met kapitein | Veerboten zonder kapitein
nl # Kleine dijken aan de zee | Grote dijken aan de zee
nl # Schapen in het bos | Schapen in de stad
zh = 高山冰川的融化 | 高山冰川融化
zh = 干旱导致的港口关闭 | 干旱导致港口关闭
zh = 土壤中的碳储存 | 土壤碳储存
zh = 地下水的农药污染 | 地下水被农药污染
zh = 渔网的回收 | 渔网回收
zh # 淡水养殖 | 海水养殖
zh # 湖泊水位上升 | 湖泊水位下降
zh # 小型渔船的补贴 | 大型渔船的补贴
zh # 森林里的羊群 | 草原上的羊群
zh # 美国对中国的依赖 | 中国对美国的依赖
zh = 漁網與燈塔維修 | 渔网与灯塔维修
zh # 漁網與燈塔維修 | 渔网与灯塔拆除
zh = 人工智慧漁港調度 | AI 渔港调度
zh = 海底物聯網 | 海底 IoT
zh = 開源大型語言模型 | 开源LLM
zh # 增强现实潜水镜 | 虚拟现实潜水镜
zh # 渔业强化学习 | 渔业机器学习
zh = 軟體珊瑚圖鑑 | 軟體 珊瑚圖鑑
zh # 软体捕捞船 | 软件捕捞船
zh = 潮汐发电站的兴起 | 潮汐发电站
zh = 不断上涨的冷藏费用 | 冷藏费用
zh = 越来越多的赤潮灾害 | 赤潮灾害
zh # 不断下降的冷藏费用 | 冷藏费用
zh # 新兴渔业基金 | 渔业基金
zh # 意大利的崛起 | 意大利
zh = 一套新的捕鱼规则 | 新捕鱼规则
zh # 一次性鱼箱清洗 | 鱼箱清洗
zh = 海藻 DNA 条码（Kelp Code） | 海藻DNA条码 (Kelp Code)
zh = 提升码头吞吐量 | 码头吞吐量提升
zh = 保护红树林 | 红树林保护
zh = 建设并运营海水浴场 | 海水浴场建设和运营
zh = 冷库自动化 | 自动化冷库
zh = 降低冷藏成本 | 冷藏成本降低
zh # 被收购的渔场 | 收购的渔场
zh # 调度系统监控 | 监控调度系统
zh # 生产安全 | 安全生产
zh # 捕捞产品 | 产品捕捞
zh # 渔船港口 | 港口渔船
zh = 跨境煤炭交易 | 煤炭跨境交易
zh = 分布式潮汐发电 | 潮汐分布式发电
zh # 渔业市场分析 | 市场渔业分析
ja = 氷河の融解 | 氷河融解
ja = 干ばつによる港湾閉鎖 | 干ばつによる港湾の閉鎖
ja = 土壌における炭素貯留 | 土壌の炭素貯留
ja = 漁網のリサイクル | 漁網リサイクル
ja = 農薬による地下水の汚染 | 農薬による地下水汚染
ja # 淡水の養殖 | 海水の養殖
ja # 湖の水位の上昇 | 湖の水位の低下
ja # 小型漁船への補助 | 大型漁船への補助
ja # 森の中の羊 | 町の中の羊
ja # 日本への依存 | 中国への依存
ko = 빙하의 융해 | 빙하 융해
ko = 가뭄으로 인한 항구 폐쇄 | 가뭄에 의한 항구의 폐쇄
ko = 토양의 탄소 저장 | 토양에서의 탄소 저장
ko = 어망의 재활용 | 어망 재활용
ko = 농약에 의한 지하수 오염 | 농약으로 인한 지하수의 오염
ko # 담수 양식 | 해수 양식
ko # 호수 수위의 상승 | 호수 수위의 하락
ko # 소형 어선 지원 | 대형 어선 지원
ko # 숲의 양떼 | 초원의 양떼
ko # 일본에 대한 의존 | 중국에 대한 의존
ar = ذوبان الأنهار الجليدية | ذوبان أنهار جليدية
ar = إغلاق الموانئ بسبب الجفاف | إغلاق موانئ بسبب الجفاف
ar = تخزين الكربون في التربة | تخزين كربون التربة
ar = تلوث المياه الجوفية | التلوث في المياه الجوفية
ar = صيد الأسماك في البحيرات | صيد أسماك البحيرات
ar = استهلاك السفن للغاز | استهلاك الغاز في السفن
ar # مياه عذبة للزراعة | مياه مالحة للزراعة
ar # ارتفاع منسوب البحيرات | انخفاض منسوب البحيرات
ar # سفن صغيرة للصيد | سفن كبيرة للصيد
ar # تربية الأغنام في الغابة | تربية الأغنام في المدينة
ar # سفن مع قبطان | سفن بدون قبطان";

/// Rows for the ways in which names of other languages restate each other: members of a conjunction, abbreviations, plain
/// spelling, emphasis, compounds, deeds, adjectives.
static WAYS: &str = "\
fr = Ports et chantiers navals | Chantiers navals & ports
fr = Gardienne technique et nautique | Gardienne nautique et technique
fr # Quai pour ferries, grue pour cargos | Quai pour cargos, grue pour ferries
fr # Taxe sur le sel et pour la mer | Taxe sur la mer et pour le sel
fr = Agence maritime du Numérique (AMNUM) | Agence maritime du numérique
fr = Carnet de pêche (LGB) | Carnets de pêche
fr # Coupe des voiliers (ABCD) | Coupe des voiliers (EFGH)
fr # Marées hautes (USA) | Marées hautes
fr = Voiliers guidés par intelligence artificielle | Voiliers guidés par IA
fr = Stratégie côtière régionale | strategie-cotiere-regionale
fr = Armateur breton | Armatrice bretonne
fr = Pénurie de sel croissante | Pénurie de sel
fr # Plongeur breton | Plongée bretonne
fr = Meilleure digue | Digue meilleure
de = Ebbe und Flut | Flut & Ebbe
de = Deich- und Dünenpflege | Pflege von Dünen und Deichen
de # Import von Salz und Export von Tang | Import von Tang und Export von Salz
de = Deutsche Seenotrettungsgesellschaft (DSRG) | Deutsche Seenotrettungsgesellschaften
de # Deutscher Seglerbund (DSB) | Deutscher Schifferbund (DSB)
de = Seezeichen mit künstlicher Intelligenz | Seezeichen mit KI
de = Fährgebühren | Faehrgebuehren
de = Wachsende Algenblüte | Algenblüte
de # Pegelanstieg | Pegel
de = Schleusenmotor | Motor einer Schleuse
de = Tangernte in Wattgebieten | Wattgebiete-Tangernte
de # Blick auf Meere | Meerblick
de = Werftprojekt | Projekt Werft
de = Tonnen sammeln | Tonnensammlung
de = Kutter lackieren | Lackierung von Kuttern
de # Kranführung | Kranführer
es = Sal y redes | Redes y sal
es = Mareas y corrientes profundas | Corrientes y mareas profundas
es # Muelle para barcos, grúa para redes | Muelle para redes, grúa para barcos
es = Dirección de Puertos Unidos (DPU) | Dirección de Puertos Unidos
es # Liga de remeros (ABCD) | Liga de remeros (EFGH)
es = Faros con inteligencia artificial | Faros con IA
es = Navegación ecológica | navegacion-ecologica
es = Redes plegables | Red plegable
es = Creciente bruma | Bruma
es # Creciente bruma | Menguante bruma
es = Menor calado | Calado menor
it = Vele e remi | Remi & vele
it = Fari della costa guidati dall'intelligenza artificiale | Fari della costa guidati dall'IA
it # Molo per vele, gru per remi | Molo per remi, gru per vele
pt = Velas e remos | Remos & velas
pt = Navegação costeira | navegacao-costeira
pt # Cais para velas, grua para remos | Cais para remos, grua para velas
nl = Eb en vloed | Vloed & eb
nl # Kade voor boten, kraan voor netten | Kade voor netten, kraan voor boten
zh = 海盐与渔网 | 渔网和海盐
zh # 港口湖泊 | 湖泊港口";

/// Mark and names of the pairs of some languages.
fn pairs(rows: &'static str, languages: &[&str]) -> Vec<(&'static str, [&'static str; 2])> {
    let row = |line: &'static str| {
        let (language, rest) = line.split_once(' ')?;
        let (mark, names) = rest.split_once(' ')?;
        let (a, b) = names.split_once(" | ")?;
        languages.contains(&language).then_some((mark, [a, b]))
    };
    rows.lines().filter_map(row).collect()
}

/// The pairs that an archive of them, one name a page, judges otherwise.
fn misjudged(rows: &'static str, languages: &[&str]) -> Vec<[&'static str; 2]> {
    let pairs = pairs(rows, languages);
    let names: FxHashSet<&str> = pairs.iter().flat_map(|pair| pair.1).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    let paths: Vec<String> = (0..names.len()).map(|at| format!("{at:03}.md")).collect();
    let rows: Vec<_> =
        paths.iter().zip(&names).map(|(path, name)| (path.as_str(), "concern", *name, "")).collect();
    let corpus = corpus(&rows);
    let found = resolve(&corpus, &ResolveOptions::default()).unwrap();
    let entity = |name: &str| {
        let mention = corpus.mentions.position(|mention| mention.name == name).unwrap();
        found.entity_of[found.name_of[mention]]
    };
    let is_wrong = |(mark, [a, b]): &(&str, [&str; 2])| (entity(a) == entity(b)) != (*mark == "=");
    pairs.into_iter().filter(is_wrong).map(|pair| pair.1).collect()
}

static LANGUAGES: &[&str] = &["fr", "de", "es", "it", "pt", "nl", "zh", "ja", "ko", "ar"];

#[test]
fn restatements_merge_and_look_alikes_stay_apart_in_an_archive_of_one_language() {
    for language in LANGUAGES {
        assert_eq!(misjudged(PAIRS, &[language]), Vec::<[&str; 2]>::new(), "{language}");
    }
}

#[test]
fn each_way_to_restate_a_name_is_known_and_its_look_alikes_stay_apart() {
    for language in ["fr", "de", "es", "it", "pt", "nl", "zh"] {
        assert_eq!(misjudged(WAYS, &[language]), Vec::<[&str; 2]>::new(), "{language}");
    }
}

/// Four words without a text around them do not always tell Portuguese from Spanish, so a few restatements are missed.
#[test]
fn in_an_archive_of_ten_languages_no_look_alike_merges_and_few_restatements_are_missed() {
    let missed = misjudged(PAIRS, LANGUAGES);
    let look_alikes: Vec<[&str; 2]> =
        pairs(PAIRS, LANGUAGES).into_iter().filter(|pair| pair.0 == "#").map(|pair| pair.1).collect();
    assert!(missed.iter().all(|pair| !look_alikes.contains(pair)), "{missed:?}");
    assert!(missed.len() <= 4, "{missed:?}");
}

#[test]
fn single_words_of_a_family_stay_apart_and_inflections_merge() {
    let entity = |a: &str, b: &str| {
        let rows = [("a.md", "keyword", a, ""), ("b.md", "keyword", b, "")];
        resolve(&corpus(&rows), &ResolveOptions::default()).unwrap().entities.len()
    };
    for (a, b) in
        [("govern", "governor"), ("sensor", "sensory"), ("harvest", "harvester"), ("signal", "signaling")]
    {
        assert_eq!(entity(a, b), 2, "{a} {b}");
    }
    for (a, b) in [("ferry", "ferries"), ("harbour", "harbors"), ("Glacier", "the glaciers")] {
        assert_eq!(entity(a, b), 1, "{a} {b}");
    }
}
