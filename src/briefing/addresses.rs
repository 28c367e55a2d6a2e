//! Addresses as a page shows them: without what tells who sent a reader there.

/// Keys of queries that follow readers from page to page: of campaigns (Google, Matomo, HubSpot, Marketo, Mailchimp, Beehiiv, Vero,
/// Olytics), of clicks (Google, Facebook, Microsoft, Twitter, TikTok, Yandex, LinkedIn, Instagram), of who shared a page. A key that
/// ends with `_` stands for all that begin so. Keys that may say which page is meant (`id`, `ref`) are none.
#[rustfmt::skip]
static TRACKING: &[&str] = &[
    "utm_", "mtm_", "matomo_", "pk_campaign", "pk_kwd", "pk_keyword", "piwik_campaign", "piwik_kwd", "itm_", "hsa_", "_hsenc",
    "_hsmi", "hsctatracking", "hss_channel", "mkt_tok", "mc_cid", "mc_eid", "_bhlid", "_bta_tid", "_bta_c", "vero_id", "vero_conv", "oly_anon_id",
    "oly_enc_id", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl", "fbclid", "fb_action_ids", "fb_action_types",
    "fb_ref", "fb_source", "msclkid", "twclid", "ttclid", "yclid", "_openstat", "li_fat_id", "rcm", "trk", "igshid", "igsh",
    "ref_src", "ref_url",
];

/// An address without such keys, otherwise as written. O(length · keys).
pub(super) fn without_tracking(address: &str) -> String {
    let (page, part) = address.split_once('#').map_or((address, None), |(page, part)| (page, Some(part)));
    let Some((path, query)) = page.split_once('?') else { return address.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let part = part.map(|part| format!("#{part}")).unwrap_or_default();
    format!("{path}{query}{part}")
}

fn is_tracking(pair: &str) -> bool {
    let key = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    TRACKING.iter().any(|known| if known.ends_with('_') { key.starts_with(known) } else { key == *known })
}

#[cfg(test)]
mod tests {
    use super::without_tracking;

    #[test]
    fn what_follows_readers_goes_and_all_else_stays() {
        for (written, shown) in [
            ("https://a.example/x?utm_source=b&utm_medium=c", "https://a.example/x"),
            ("https://a.example/item?id=41&utm_medium=n&_bhlid=4f3", "https://a.example/item?id=41"),
            ("https://a.example/p/?rcm=ACoA&utm_source=s#part", "https://a.example/p/#part"),
            ("https://a.example/?fbclid=1&gclid=2&MC_CID=3&mc_eid=4", "https://a.example/"),
            ("https://a.example/?id=1&page=2", "https://a.example/?id=1&page=2"),
            ("https://a.example/#/story?utm_source=x", "https://a.example/#/story?utm_source=x"),
            ("https://a.example/?", "https://a.example/?"),
            ("https://a.example/utm_source", "https://a.example/utm_source"),
        ] {
            assert_eq!(without_tracking(written), shown);
        }
    }
}
