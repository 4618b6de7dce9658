//! What tells programs that there is something: sitemap, robots, OpenSearch, llms.txt.

pub mod llms;
pub mod open_search;
pub mod robots;
pub mod sitemap;
