//! `offprint init`.

mod starter;

use super::{Common, clock};
use crate::config;
use crate::theme;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use starter::{Choices, StarterFile};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `offprint init`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder of the new site
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Name of the site
    #[arg(long, value_name = "TEXT", default_value = "Papers")]
    title: String,
    /// Theme of the site
    #[arg(long, value_name = "NAME", default_value = theme::BUILT_IN)]
    theme: String,
    /// Where the site is to be published every night
    #[arg(long, value_enum, default_value_t = Host::Github)]
    host: Host,
    /// Absolute address of the site's root
    #[arg(long, value_name = "URL", value_parser = config::base_url)]
    base_url: Option<String>,
}

/// Hosts that a new site knows how to be published on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// GitHub Pages
    Github,
    /// GitLab Pages
    Gitlab,
    /// Cloudflare Pages, from a GitHub repository
    Cloudflare,
    /// Netlify, from a GitHub repository
    Netlify,
}

impl Host {
    /// As the command line and the table `[check]` call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Cloudflare => "cloudflare",
            Self::Netlify => "netlify",
        }
    }
}

/// Makes a site that builds. Nothing is ever written over.
///
/// # Errors
/// Where a file is in the way, or the folder cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = common.root.join(&arguments.folder);
    let themes: Vec<&str> = theme::in_program().collect();
    if !themes.contains(&arguments.theme.as_str()) {
        bail!(
            "there is no theme `{}` to begin with\n  help: there are {}",
            arguments.theme,
            themes.join(" and ")
        );
    }
    let today = clock::today().to_string();
    let files = starter::files(Choices {
        title: &arguments.title,
        theme: &arguments.theme,
        host: arguments.host,
        base_url: arguments.base_url.as_deref(),
        today: &today,
    });
    refuse_site(&folder)?;
    for StarterFile { path, .. } in &files {
        let target = folder.join(path);
        if fs::symlink_metadata(&target).is_ok() {
            bail!(
                "there is a file {} already, and nothing was written\n  help: move it away, or name another folder",
                target.display()
            );
        }
    }
    for file in &files {
        write(&folder.join(&file.path), &file.text)?;
    }
    if !common.quiet {
        say(&told(&arguments.folder, arguments, &files))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A folder with a site in it gets no second one.
fn refuse_site(folder: &Path) -> anyhow::Result<()> {
    for name in [config::FILE, "content"] {
        if folder.join(name).exists() {
            bail!(
                "there is a site in {} already: it has {name}\n  help: name another folder",
                folder.display()
            );
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(cannot)?;
    }
    let mut open = OpenOptions::new();
    open.write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(cannot)
}

/// What was made, and what to do next.
fn told(folder: &Path, arguments: &Arguments, files: &[StarterFile]) -> String {
    let mut text = format!("A site was made in {}:\n", folder.display());
    for file in files {
        text.push_str(&format!("  {}\n", file.path));
    }
    let root = match folder == Path::new(".") {
        true => String::new(),
        false => format!(" --root {}", folder.display()),
    };
    let publish = match arguments.host {
        Host::Github => "push it to GitHub and choose Settings → Pages → Source: GitHub Actions",
        Host::Gitlab => "push it to GitLab, and plan its nights in Build → Pipeline schedules",
        Host::Cloudflare => {
            "push it to GitHub, and set the secrets CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID\n    \
             and the variables CLOUDFLARE_PROJECT and BASE_URL (Settings → Secrets and variables → Actions)"
        }
        Host::Netlify => {
            "push it to GitHub, and set the secrets NETLIFY_AUTH_TOKEN and NETLIFY_SITE_ID\n    \
             and the variable BASE_URL (Settings → Secrets and variables → Actions)"
        }
    };
    text.push_str(&format!(
        "\nNext:\n  offprint serve --open{root}   look at it; it follows your changes\n  \
         offprint fetch{root}          get the papers of the day\n  {publish}\n"
    ));
    text
}

fn say(text: &str) -> io::Result<()> {
    super::report::ignoring_closed_pipe(write!(io::stdout().lock(), "{text}"))
}
