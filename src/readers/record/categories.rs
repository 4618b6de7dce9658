//! The categories of arXiv, also those that it no longer gives.

/// Archives of arXiv that have classes, and such that have none.
const WITH_CLASSES: &[&str] = &[
    "cs", "math", "stat", "eess", "econ", "physics", "q-bio", "q-fin", "astro-ph", "cond-mat",
    "nlin",
];
const WITHOUT_CLASSES: &[&str] = &[
    "hep-th", "hep-ph", "hep-ex", "hep-lat", "gr-qc", "quant-ph", "math-ph", "nucl-th", "nucl-ex",
    "astro-ph", "cond-mat", "acc-phys", "adap-org", "alg-geom", "ao-sci", "atom-ph", "bayes-an",
    "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "dg-ga", "funct-an", "mtrl-th", "patt-sol",
    "plasm-ph", "q-alg", "solv-int", "supr-con",
];

/// Whether a text is the name of an arXiv category: `cs.CL`, `math.AG`, `hep-th`.
pub fn is_category(text: &str) -> bool {
    match text.split_once('.') {
        Some((archive, class)) => {
            WITH_CLASSES.contains(&archive)
                && (2..=17).contains(&class.len())
                && class.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
        }
        None => WITHOUT_CLASSES.contains(&text),
    }
}
