//! Identifiers.

use super::taken;
use crate::readers::read;
use serde_json::json;

#[test]
fn ids_are_found_in_every_form() {
    for (id, expected) in [
        ("2607.90001", "2607.90001"),
        ("2607.90001v23", "2607.90001"),
        ("231200326v23", ""),
        ("astro-ph/0601001v1", "astro-ph/0601001"),
        ("math.GT/0309136", "math/0309136"),
        ("1103.3186", "1103.3186"),
        ("arXiv:2607.90001", "2607.90001"),
        ("arxiv:2607.90001v2 [cs.LG]", "2607.90001"),
        ("ARXIV: 2607.90001", "2607.90001"),
        ("oai:arXiv.org:2607.90001", "2607.90001"),
        ("http://arxiv.org/abs/2607.90001v1", "2607.90001"),
        ("https://arxiv.org/abs/2607.90001", "2607.90001"),
        ("https://arxiv.org/pdf/2607.90001v2.pdf", "2607.90001"),
        (
            "https://arxiv.org/pdf/astro-ph/0601001v1.pdf",
            "astro-ph/0601001",
        ),
        ("https://www.arxiv.org/html/2607.90001v1#S3", "2607.90001"),
        (
            "https://arxiv.org/abs/2607.90001?context=cs.LG",
            "2607.90001",
        ),
        ("arxiv.org/abs/2607.90001", "2607.90001"),
        ("https://huggingface.co/papers/2607.90001", "2607.90001"),
        ("https://www.alphaxiv.org/abs/2607.90001", "2607.90001"),
        (
            "https://www.alphaxiv.org/overview/2607.90001v1",
            "2607.90001",
        ),
        ("https://doi.org/10.48550/arXiv.2607.90001", "2607.90001"),
        ("10.48550/arXiv.2607.90001", "2607.90001"),
        (" 2607.90001\n", "2607.90001"),
        ("2613.90001", ""),
        ("2607.900012", ""),
        ("2607-90001", ""),
        ("v23", ""),
        ("", ""),
    ] {
        for field in ["id", "arxiv_id", "paperId"] {
            let (mention, said) = taken(&json!({field: id}));
            let found = mention
                .record
                .arxiv
                .map_or(String::new(), |id| id.to_string());
            assert_eq!(found, expected, "{field}: {id}");
            assert!(said.is_empty(), "{field}: {id}: {said:?}");
        }
        if id.contains("//") {
            for field in ["url", "pdf_url", "link", "abs"] {
                let (mention, said) = taken(&json!({field: id}));
                let record = mention.record;
                assert_eq!(
                    record.arxiv.map_or(String::new(), |id| id.to_string()),
                    expected,
                    "{field}: {id}"
                );
                assert!(
                    record.links.is_empty() && said.is_empty(),
                    "{field}: {id}: {said:?}"
                );
            }
        }
    }
}

#[test]
fn ids_that_lost_their_quotes_get_their_zeros_back() {
    for (id, expected) in [
        (json!(2607.9), "2607.90000"),
        (json!(2607.9001), "2607.90010"),
        (json!(2607.90001), "2607.90001"),
        (json!(1103.3186), "1103.3186"),
        (json!(1103.31), "1103.3100"),
        (json!(704.0001), "0704.0001"),
        (json!(2607), ""),
    ] {
        let (mention, _) = taken(&json!({"id": id}));
        let found = mention
            .record
            .arxiv
            .map_or(String::new(), |id| id.to_string());
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn ids_hide_in_the_names_of_single_files() {
    for (name, expected) in [
        ("251009608v1-a-title.yaml", "2510.09608"),
        ("2026-05-15-paper-2605-14066.yaml", "2605.14066"),
        ("231200326v23.yaml", "2312.00326"),
        ("2605.90001.yaml", "2605.90001"),
        ("2026-05-15-a-title.yaml", ""),
        ("20260515.yaml", ""),
    ] {
        let text = "title: A Title\nauthors: [First Author]\ndate: 2026-05-15\n";
        let reading = read(&format!("content/{name}"), text);
        let record = &reading.digests[0].mentions[0].record;
        let found = record
            .arxiv
            .as_ref()
            .map_or(String::new(), ToString::to_string);
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn dois_are_found_in_every_form() {
    for id in [
        "10.1000/Example.1",
        "doi:10.1000/example.1",
        "DOI: 10.1000/example.1",
        "https://doi.org/10.1000/example.1",
        "http://dx.doi.org/10.1000/EXAMPLE.1",
    ] {
        for field in ["doi", "id", "url"] {
            let (mention, said) = taken(&json!({field: id}));
            let found = mention
                .record
                .doi
                .map_or(String::new(), |doi| doi.to_string());
            assert_eq!(
                (&*found, &*said),
                ("10.1000/example.1", &[][..]),
                "{field}: {id}"
            );
        }
    }
}
