//! `offprint theme eject`.

use crate::commands::{Common, report};
use crate::diagnostic::nearest;
use crate::theme::catalogue::{self, ThemeFile};
use anyhow::{Context, bail};
use clap::Args;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Arguments of `offprint theme eject`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The theme to copy
    #[arg(value_name = "NAME", default_value = crate::theme::BUILT_IN)]
    name: String,
    /// Files to copy into the site itself, such as templates/paper.html, instead of the whole theme
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// Name of the copy
    #[arg(long = "as", value_name = "NEW", conflicts_with = "files")]
    new_name: Option<String>,
}

/// Copies a theme into `themes/`, or files of it over the theme. Nothing is ever written over.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let all = match catalogue::files_of(&common.root, &arguments.name) {
        Ok(all) => all,
        Err(fault) => {
            report::diagnostics(&[fault], common)?;
            return Ok(ExitCode::FAILURE);
        }
    };
    if arguments.files.is_empty() {
        whole(&common.root, arguments, all)?;
    } else {
        single(&common.root, arguments, &all)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn whole(root: &Path, arguments: &Arguments, files: Vec<ThemeFile>) -> anyhow::Result<()> {
    let name = arguments.new_name.as_ref().unwrap_or(&arguments.name);
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
        bail!(
            "`{name}` cannot be the name of a folder\n  help: choose a plain word, such as `mine`"
        );
    }
    let folder = root.join("themes").join(name);
    if folder.exists() {
        bail!(
            "there is a folder {} already\n  help: give the copy another name by --as NEW",
            folder.display()
        );
    }
    let count = files.len();
    for (path, bytes) in files {
        let bytes = if path == "theme.toml" {
            renamed(&bytes, name)
        } else {
            bytes
        };
        write(&folder.join(path), &bytes)?;
    }
    say(&format!(
        "{count} files of {} are in {}; set theme = \"{name}\" in offprint.toml to use them",
        arguments.name,
        folder.display()
    ))
}

fn single(root: &Path, arguments: &Arguments, all: &[ThemeFile]) -> anyhow::Result<()> {
    for wanted in &arguments.files {
        let Some((path, bytes)) = all.iter().find(|(path, _)| path == wanted) else {
            let near = nearest(wanted, all.iter().map(|(path, _)| &**path));
            let help = near.map_or_else(
                || "write it as it stands in the theme, such as templates/paper.html".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            bail!(
                "the theme {} has no file {wanted}\n  help: {help}",
                arguments.name
            );
        };
        let target = root.join(path);
        if path == "theme.toml" {
            bail!("a theme.toml is of use in a theme alone\n  help: copy the whole theme");
        }
        if target.exists() {
            bail!("there is a file {} already", target.display());
        }
        write(&target, bytes)?;
        say(&format!(
            "{} is a copy of {}'s",
            target.display(),
            arguments.name
        ))?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let failed = || format!("{} cannot be written", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(failed)?;
    }
    std::fs::write(path, bytes).with_context(failed)
}

/// A `theme.toml` with another name.
fn renamed(toml: &[u8], name: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(toml);
    let lines = text.lines().map(|line| {
        let is_name = line
            .split('=')
            .next()
            .is_some_and(|key| key.trim() == "name");
        if is_name {
            format!("name = {name:?}\n")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect::<String>().into_bytes()
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(report::ignoring_closed_pipe(writeln!(
        io::stdout().lock(),
        "{line}"
    ))?)
}
