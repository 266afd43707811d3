//! What every store must do, whatever database is behind it.
//!
//! The behaviours are written against [`super::Store`] and run on each kind of
//! [`site::Site`]; what only one database can do is tested beside it.

mod accounts;
mod actions;
mod alerts;
mod appending;
mod expected;
mod keeping;
mod mails;
mod objectives;
mod past;
mod random_feeds;
mod reception;
pub(crate) mod records;
mod rollups;
mod sign_in;
pub(crate) mod site;
mod status_changes;
pub(crate) mod tickets;
pub(crate) mod town;

use site::Site;

macro_rules! on_sqlite {
    ($($module:ident :: $behaviour:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $behaviour() {
                super::$module::$behaviour(&super::Site::sqlite()).await;
            })*

            /// The journal is absorbed all the time, a month at a time, between any two commits.
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn any_order_gives_the_same_while_the_journal_is_absorbed() {
                let site = super::Site::restless_sqlite();
                super::random_feeds::any_order_and_splitting_gives_the_same(&site).await;
            }
        }
    };
}

on_sqlite! {
    actions::an_action_keeps_what_became_of_it_and_its_trace,
    actions::what_cannot_happen_to_an_action_is_refused,
    actions::a_review_takes_decisions_until_it_is_closed,
    actions::a_backup_keeps_actions_and_reviews,
    alerts::an_alert_keeps_its_life,
    alerts::an_act_on_what_changed_meanwhile_is_refused,
    accounts::an_account_is_in_use_until_disabled,
    accounts::a_session_ends_with_its_account_or_password,
    accounts::tries_are_counted_until_one_has_to_wait,
    accounts::the_audit_is_one_chain,
    accounts::a_backup_brings_no_account_back,
    sign_in::a_second_factor_is_confirmed_once,
    sign_in::a_code_is_taken_once,
    sign_in::a_link_gives_a_password_once,
    sign_in::an_identity_has_one_account,
    appending::a_reading_is_read_back,
    appending::the_same_reading_twice_changes_nothing,
    appending::another_value_replaces_and_is_remembered,
    appending::later_entries_of_a_batch_win,
    appending::callers_at_once_share_commits_and_each_gets_its_count,
    appending::an_unknown_series_is_refused,
    appending::touched_days_come_in_the_order_of_commits,
    appending::a_dense_month_and_a_late_reading_meet,
    appending::a_month_without_readings_between_two_indexes_has_totals,
    appending::a_zero_that_means_silence_is_kept_and_not_counted,
    appending::a_meter_that_changes_its_mind_about_zero_is_recounted,
    appending::a_series_with_readings_keeps_its_unit,
    keeping::everything_is_there_after_reopening,
    keeping::a_correction_in_bulk_outlives_what_it_corrects,
    keeping::totals_of_the_month_before_outlive_a_bulk_of_this_month,
    keeping::close_refuses_what_comes_later,
    keeping::a_backup_taken_while_writing_restores,
    keeping::a_backup_replaces_everything_while_serving,
    keeping::a_file_that_is_no_backup_is_refused,
    keeping::another_zone_is_refused,
    keeping::sizes_add_up,
    records::places_are_replaced_by_code,
    records::a_parent_that_does_not_exist_is_refused,
    records::objectives_are_versioned,
    objectives::a_decision_keeps_who_and_why_and_its_trace,
    objectives::who_decides_on_an_old_version_is_refused,
    objectives::a_withdrawn_objective_keeps_its_history,
    objectives::an_import_brings_nothing_back,
    mails::a_mail_goes_out_once,
    mails::a_mail_and_what_it_tells_are_kept_together,
    mails::subscriptions_are_of_accounts_in_use,
    status_changes::changes_are_added_and_the_latest_is_known,
    status_changes::a_change_is_taken_on_once_and_with_its_trace,
    records::facts_are_versioned,
    records::a_fact_is_decided_with_its_trace,
    records::a_key_is_valid_until_revoked,
    records::what_a_source_sent_adds_up,
    records::a_place_is_changed_from_what_was_read,
    records::quarantine_is_listed_in_order_and_released,
    records::the_demo_mark_is_kept,
    past::an_evening_is_shown_again_as_it_was,
    past::history_brought_in_before_is_known_from_its_days_on,
    past::a_counter_day_is_shown_again_as_it_was,
    past::a_survey_is_shown_again_as_it_was_told,
    past::an_answer_is_known_from_when_it_came,
    past::the_rules_of_a_day_are_kept,
    past::an_alert_is_shown_again_as_it_stood,
    past::places_and_series_are_those_of_the_day,
    past::what_a_zero_meant_then_is_what_it_means_then,
    random_feeds::any_order_and_splitting_gives_the_same,
    tickets::a_ticket_is_told_of_once,
    tickets::what_does_not_fit_is_set_aside_until_it_does,
    tickets::two_that_claim_one_number_are_both_kept,
    tickets::a_transfer_counts_at_both_counters,
    tickets::any_order_and_repetition_gives_the_same_tickets,
    tickets::callers_at_once_share_commits_of_tickets,
    reception::answers_counts_and_displays_are_kept_once,
    reception::a_backup_keeps_the_reception,
    rollups::a_day_is_worked_out_again_whenever_something_is_told_of_it,
    rollups::what_is_told_while_a_day_is_worked_out_wins,
    rollups::another_basis_is_worked_out_anew,
}
