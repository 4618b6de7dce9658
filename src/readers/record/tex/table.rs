//! The commands that are resolved outside formulas.

/// What is done with a command that has a name of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// A letter; the space behind the command is not part of the text.
    Letter(char),
    /// Other characters; a space behind the command stays, as most people mean it.
    Symbol(&'static str),
    /// A space.
    Space,
    /// The end of a paragraph.
    Paragraph,
    /// `\emph{x}` is x.
    Wrapper,
    /// `\textcolor{c}{x}` is x.
    SecondArgument,
    /// `\href{u}{t}` is t (u).
    Link,
    /// `{\em x}` is x.
    Declaration,
    /// `\cite{x}` is nothing; arguments in brackets may come first.
    RemovedWithArgument,
    Removed,
}

/// What is done with the command of a name; `None` where it is not known.
pub(super) fn command(name: &str) -> Option<Command> {
    if let Some(letter) = letter(name) {
        return Some(Command::Letter(letter));
    }
    if let Some(symbol) = symbol(name) {
        return Some(Command::Symbol(symbol));
    }
    Some(match name {
        "textit" | "emph" | "textbf" | "texttt" | "textsc" | "textrm" | "textsf" | "textsl"
        | "textup" | "textmd" | "textnormal" | "text" | "mbox" | "hbox" | "underline" | "uline"
        | "textsuperscript" | "textsubscript" | "url" | "nolinkurl" | "path" | "nohyphens"
        | "bibinfo" | "bibnamefont" | "bibfnamefont" | "natexlab" => Command::Wrapper,
        "href" => Command::Link,
        "textcolor" | "texorpdfstring" | "foreignlanguage" => Command::SecondArgument,
        "em" | "it" | "bf" | "sc" | "tt" | "rm" | "sl" | "sf" | "itshape" | "bfseries"
        | "scshape" | "ttfamily" | "sffamily" | "rmfamily" | "slshape" | "upshape"
        | "normalfont" | "small" | "footnotesize" | "large" | "Large" | "protect" => {
            Command::Declaration
        }
        "label" | "thanks" | "footnotemark" | "hspace" | "vspace" | "hypertarget" | "index" => {
            Command::RemovedWithArgument
        }
        "xspace" | "noindent" | "centering" | "relax" | "null" | "sloppy" | "noopsort" => {
            Command::Removed
        }
        "newline" | "linebreak" | "break" | "quad" | "qquad" | "hfill" | "space" | "thinspace"
        | "enspace" | "nobreakspace" => Command::Space,
        "par" => Command::Paragraph,
        _ if is_citation(name) => Command::RemovedWithArgument,
        _ => return None,
    })
}

/// `\cite` and its many relatives: `\citep`, `\citeauthor`, `\parencite`.
fn is_citation(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("cite")
        || matches!(
            name.as_str(),
            "nocite" | "parencite" | "textcite" | "autocite" | "footcite"
        )
}

/// A letter that has a command of its own.
pub(super) fn letter(name: &str) -> Option<char> {
    Some(match name {
        "ss" => 'ß',
        "SS" => 'ẞ',
        "o" => 'ø',
        "O" => 'Ø',
        "l" => 'ł',
        "L" => 'Ł',
        "ae" => 'æ',
        "AE" => 'Æ',
        "oe" => 'œ',
        "OE" => 'Œ',
        "aa" => 'å',
        "AA" => 'Å',
        "i" => 'ı',
        "j" => 'ȷ',
        "dh" => 'ð',
        "DH" => 'Ð',
        "dj" => 'đ',
        "DJ" => 'Đ',
        "th" => 'þ',
        "TH" => 'Þ',
        "ng" => 'ŋ',
        "NG" => 'Ŋ',
        _ => return None,
    })
}

fn symbol(name: &str) -> Option<&'static str> {
    Some(match name {
        "ldots" | "dots" | "textellipsis" => "…",
        "textendash" => "–",
        "textemdash" => "—",
        "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "quotedblbase" | "glqq" => "„",
        "grqq" => "“",
        "quotesinglbase" => "‚",
        "guillemotleft" | "flqq" => "«",
        "guillemotright" | "frqq" => "»",
        "textexclamdown" => "¡",
        "textquestiondown" => "¿",
        "LaTeX" => "LaTeX",
        "LaTeXe" => "LaTeX2ε",
        "TeX" => "TeX",
        "BibTeX" => "BibTeX",
        "copyright" | "textcopyright" => "©",
        "textregistered" => "®",
        "texttrademark" => "™",
        "S" | "textsection" => "§",
        "P" | "textparagraph" => "¶",
        "pounds" | "textsterling" => "£",
        "euro" | "texteuro" | "EUR" => "€",
        "textyen" => "¥",
        "textcent" => "¢",
        "textdollar" => "\\$",
        "dag" | "textdagger" => "†",
        "ddag" | "textdaggerdbl" => "‡",
        "textbullet" => "•",
        "textperiodcentered" => "·",
        "textasteriskcentered" => "*",
        "textbar" => "|",
        "textless" => "<",
        "textgreater" => ">",
        "textunderscore" => "_",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textbraceleft" => "\\{",
        "textbraceright" => "\\}",
        "slash" => "/",
        "degree" | "textdegree" => "°",
        "textmu" => "µ",
        "textpm" => "±",
        "texttimes" => "×",
        "textonehalf" => "½",
        "textordfeminine" => "ª",
        "textordmasculine" => "º",
        _ => return None,
    })
}

/// The mark that an accent puts on a letter, as a combining character.
pub(super) fn mark(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}
