//! In which language a text is, where that is not the site's.

use offprint::markup::foreign;

fn tag(text: &str, site: &str) -> Option<&'static str> {
    foreign(text, site).map(|foreign| foreign.tag)
}

#[test]
fn scripts_tell_a_language_or_themselves() {
    assert_eq!(tag("量子计算与变分推断", "en"), Some("zh"));
    assert_eq!(tag("注意機構の解釈について", "en"), Some("ja"));
    assert_eq!(tag("大規模言語モデル", "en"), Some("ja"));
    assert_eq!(tag("거대 언어 모델", "en"), Some("ko"));
    assert_eq!(tag("Обучение нейронных сетей", "en"), Some("und-Cyrl"));
    assert_eq!(tag("Νευρωνικά δίκτυα", "en"), Some("el"));
    let arabic = foreign("الشبكات العصبية", "en").expect("it is not English");
    assert_eq!((arabic.tag, arabic.is_rtl), ("und-Arab", true));
}

#[test]
fn what_is_the_site_s_own_needs_no_mark() {
    assert_eq!(tag("量子计算", "zh-Hans"), None);
    assert_eq!(tag("量子計算", "ja"), None);
    assert_eq!(tag("Обучение сетей", "ru"), None);
    assert_eq!(tag("Attention is all you need", "en-GB"), None);
    assert_eq!(tag("Über Größen: naïve Ansätze", "en"), None);
    assert_eq!(tag("", "en"), None);
    assert_eq!(tag("2026: 3 × 4 = 12", "en"), None);
}

#[test]
fn a_few_letters_of_another_script_make_no_other_language() {
    assert_eq!(tag("μP: tuning of large models via π", "en"), None);
    assert_eq!(tag("Qwen 通义 technical report of models", "en"), None);
    assert_eq!(tag("基于 BERT 的中文文本分类方法", "en"), Some("zh"));
}

#[test]
fn english_is_told_on_sites_in_other_languages() {
    assert_eq!(tag("On the dangers of large models", "de"), Some("en"));
    assert_eq!(tag("Über die Gefahren großer Modelle", "de"), None);
    assert_eq!(tag("Attention for graphs", "zh"), Some("en"));
    // A name alone tells nothing.
    assert_eq!(tag("AlexNet", "de"), None);
}
