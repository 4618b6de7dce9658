//! What is set aside before a document is taken apart: papers within block quotes are taken out of
//! them, and a rule beneath a paragraph is no underlining of it.

use super::source::Source;

/// The source with papers out of their quotes (`> ### 1. Title`), and with rules apart.
pub fn opened(source: &Source) -> Source {
    let mut out = Source::default();
    let lines: Vec<(&str, usize)> = source.lines().collect();
    let mut rest = lines.as_slice();
    while let [(line, number), after @ ..] = rest {
        if !line.trim_start().starts_with('>') {
            if is_rule(line) && is_paragraph(out.last_line(), &out.text) {
                out.begin_line(*number);
            }
            out.begin_line(*number);
            out.text.push_str(line);
            rest = after;
            continue;
        }
        let length = rest
            .iter()
            .take_while(|(line, _)| line.trim_start().starts_with('>'))
            .count();
        let (quote, behind) = rest.split_at(length);
        let is_paper = quote.iter().any(|(line, _)| inside(line).starts_with('#'));
        for (line, number) in quote {
            out.begin_line(*number);
            out.text
                .push_str(if is_paper { inside(line) } else { line });
        }
        rest = behind;
    }
    out
}

/// A line of a quote without its sign.
fn inside(line: &str) -> &str {
    let line = line.trim_start();
    let line = line.strip_prefix('>').unwrap_or(line);
    line.strip_prefix(' ').unwrap_or(line)
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|byte| byte == b'-')
}

/// Whether a line above a rule belongs to a paragraph, and is not one line that the rule makes a
/// heading.
fn is_paragraph(line: &str, text: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['|', '#', '>']) || text.is_empty() {
        return false;
    }
    let above = &text[..text.trim_end().len() - line.len()];
    let is_alone = above.is_empty() || above.ends_with("\n\n");
    !is_alone || line.len() > 120 || line.contains("](") || line.contains(['：', ':'])
}
