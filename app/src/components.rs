//! The parts that pages are put together from; each has its sheet in `style/components`.
//!
//! What stands around a page, and what a live change writes anew, compiles on
//! both sides; the parts of bodies only on the server.

mod account_link;
mod audience_links;
mod brand;
mod change_words;
mod escaped;
mod fault_notice;
mod horizon_line;
mod loading;
mod note_badge;
mod note_state;
mod offline_strip;
mod page_frame;
mod page_title;
mod signs;
mod site_footer;
mod site_header;
mod status_mark;
#[cfg(feature = "ssr")]
mod sub_meters;
mod tab_bar;
mod top_strip;
mod trend_mark;

#[cfg(feature = "ssr")]
mod alert_list;
#[cfg(feature = "ssr")]
mod amendment_history;
#[cfg(feature = "ssr")]
mod back_to_today;
#[cfg(feature = "ssr")]
mod badge_spot;
#[cfg(feature = "ssr")]
mod breadcrumb;
#[cfg(feature = "ssr")]
mod chart_figure;
#[cfg(feature = "ssr")]
mod chart_reader;
#[cfg(feature = "ssr")]
mod city_map;
#[cfg(feature = "ssr")]
mod compare_bar;
#[cfg(feature = "ssr")]
mod comparison;
#[cfg(feature = "ssr")]
mod corrections_table;
#[cfg(feature = "ssr")]
mod counter_amounts;
#[cfg(feature = "ssr")]
mod data_table;
#[cfg(feature = "ssr")]
mod eet_list;
#[cfg(feature = "ssr")]
mod eet_site;
#[cfg(feature = "ssr")]
mod event_lines;
#[cfg(feature = "ssr")]
mod explanation_bar;
#[cfg(feature = "ssr")]
mod explanation_ladder;
#[cfg(feature = "ssr")]
mod explanation_row;
#[cfg(feature = "ssr")]
mod figure_lines;
#[cfg(feature = "ssr")]
mod headline;
#[cfg(feature = "ssr")]
mod import_hint;
#[cfg(feature = "ssr")]
mod leaf_mark;
#[cfg(feature = "ssr")]
mod moved_list;
#[cfg(feature = "ssr")]
mod objective_lines;
#[cfg(feature = "ssr")]
mod parameter_table;
#[cfg(feature = "ssr")]
mod part_list;
#[cfg(feature = "ssr")]
mod ranking;
#[cfg(feature = "ssr")]
mod readings_table;
#[cfg(feature = "ssr")]
mod recomputed;
#[cfg(feature = "ssr")]
mod rows_table;
#[cfg(feature = "ssr")]
mod site_list;
#[cfg(feature = "ssr")]
mod source_list;
#[cfg(feature = "ssr")]
mod sparkline;
#[cfg(feature = "ssr")]
mod table_links;
#[cfg(feature = "ssr")]
mod theme_card;
#[cfg(feature = "ssr")]
mod works_effect;

#[cfg(feature = "ssr")]
pub use brand::brand_mark;
#[cfg(feature = "ssr")]
pub use change_words::change_words;
pub use escaped::escaped;
pub use fault_notice::fault_notice;
pub use loading::loading;
pub use note_badge::Badge;
pub use note_state::NoteState;
pub use page_frame::page_frame;
pub use page_title::page_title;
#[cfg(feature = "ssr")]
pub use top_strip::demo_strip;

pub use signs::signs;
pub use status_mark::{level_mark, status_mark};
#[cfg(feature = "ssr")]
pub use sub_meters::sub_meters;

#[cfg(feature = "ssr")]
pub use alert_list::alert_list;
#[cfg(feature = "ssr")]
pub use amendment_history::{amendment_history, amendment_list};
#[cfg(feature = "ssr")]
pub use back_to_today::back_to_today;
#[cfg(feature = "ssr")]
pub use badge_spot::badge_spot;
#[cfg(feature = "ssr")]
pub use breadcrumb::breadcrumb;
#[cfg(feature = "ssr")]
pub use chart_figure::{chart_body, chart_figure};
#[cfg(feature = "ssr")]
pub use city_map::{city_map, places_by_level};
#[cfg(feature = "ssr")]
pub use compare_bar::compare_bar;
#[cfg(feature = "ssr")]
pub use comparison::comparison;
#[cfg(feature = "ssr")]
pub use corrections_table::corrections_table;
#[cfg(feature = "ssr")]
pub use counter_amounts::{counter_amounts, rank_words};
#[cfg(feature = "ssr")]
pub use data_table::table_html;
#[cfg(feature = "ssr")]
pub use eet_list::eet_list;
#[cfg(feature = "ssr")]
pub use eet_site::{eet_facts, eet_site};
#[cfg(feature = "ssr")]
pub use event_lines::event_lines;
#[cfg(feature = "ssr")]
pub use explanation_bar::explanation_bar;
#[cfg(feature = "ssr")]
pub use explanation_ladder::explanation_ladder;
#[cfg(feature = "ssr")]
pub use explanation_row::{Digits, known_weight};
#[cfg(feature = "ssr")]
pub use figure_lines::figure_lines;
#[cfg(feature = "ssr")]
pub use headline::headline;
#[cfg(feature = "ssr")]
pub use import_hint::import_hint;
#[cfg(feature = "ssr")]
pub use leaf_mark::leaf_mark;
#[cfg(feature = "ssr")]
pub use moved_list::moved_list;
#[cfg(feature = "ssr")]
pub use objective_lines::objective_lines;
#[cfg(feature = "ssr")]
pub use parameter_table::parameter_table;
#[cfg(feature = "ssr")]
pub use part_list::part_list;
#[cfg(feature = "ssr")]
pub use ranking::ranking;
#[cfg(feature = "ssr")]
pub use readings_table::readings_table;
#[cfg(feature = "ssr")]
pub use recomputed::recomputed;
#[cfg(feature = "ssr")]
pub use rows_table::{RowsTable, TableRow, rows_table};
#[cfg(feature = "ssr")]
pub use site_list::site_list;
#[cfg(feature = "ssr")]
pub use source_list::source_list;
#[cfg(feature = "ssr")]
pub use table_links::{PageTables, table_links};
#[cfg(feature = "ssr")]
pub use theme_card::theme_card;
#[cfg(feature = "ssr")]
pub use works_effect::works_effect;
