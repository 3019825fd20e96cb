"""What the program promises under hostile input, damage and bad luck, and the tests that hold each promise.

`test_promises.py` holds that these tests are there; `benchmarks/hostile.py` counts their cases.
"""

from __future__ import annotations

from dataclasses import dataclass

HOSTILE = "tests/hostile"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise.

    Attributes:
        against: what comes, or what happens.
        gives: what becomes of it.
        tests: by the file, the names of the test functions that hold it.
    """

    against: str
    gives: str
    tests: dict[str, str]

    def named(self) -> list[str]:
        """Its tests as pytest names them."""
        return [f"{file}::{name}" for file, names in self.tests.items() for name in names.split()]


PROMISES = (
    Promise(
        "addresses of the inside network in a draft's links, in every spelling, and misleading ones",
        "refused with the reason (`FetchError`); no socket is opened, no name asked for",
        {
            f"{HOSTILE}/test_addresses.py": """
                test_an_inside_ipv4_address_is_refused_in_every_spelling
                test_an_inside_ipv6_address_is_refused_in_every_spelling
                test_a_name_that_leads_to_an_inside_address_is_refused
                test_misleading_addresses_are_refused
                test_a_public_address_is_not_refused
            """,
            "tests/sources/test_netguard.py": "test_public test_urls_that_are_refused test_ports",
        },
    ),
    Promise(
        "a name with public and inside addresses",
        "refused whole",
        {f"{HOSTILE}/test_addresses.py": "test_one_inside_address_refuses_the_whole_answer"},
    ),
    Promise(
        "a name that leads elsewhere when it is asked for again",
        "asked for once; the connection goes to the address that was looked at",
        {
            f"{HOSTILE}/test_addresses.py": (
                "test_rebinding_changes_nothing_because_the_resolver_is_asked_once"
            ),
            f"{HOSTILE}/test_fetching.py": "test_a_name_is_asked_for_once_and_the_connection_pinned",
        },
    ),
    Promise(
        "redirects: inside, to files and other ports, in circles, from a secure page to another",
        "each is looked at as the first address was; five are followed; nothing told to one host goes to the "
        "next",
        {
            f"{HOSTILE}/test_fetching.py": """
                test_five_redirects_but_not_six
                test_a_redirect_is_checked_as_any_address
                test_what_is_told_to_one_host_is_not_told_to_the_next
                test_a_secure_page_does_not_lead_to_an_insecure_one
                test_a_page_that_sends_on_without_a_redirect_is_not_followed
            """
        },
    ),
    Promise(
        "certificates of another name, or by nobody",
        "refused, and never asked again without a look at it",
        {
            f"{HOSTILE}/test_fetching.py": """
                test_a_certificate_is_checked_against_the_name_and_never_let_pass
                test_no_tls_at_all_is_no_reason_to_ask_without
            """
        },
    ),
    Promise(
        "answers of servers: bombs, endless and slow ones, lying lengths, floods of headers, no HTTP at all",
        "refused within the limits of memory and time that one page has",
        {
            f"{HOSTILE}/test_fetching.py": """
                test_a_gzip_bomb_takes_no_more_memory_than_a_page_may_have
                test_gzip_in_gzip_is_unpacked_once
                test_other_encodings_are_refused
                test_a_gzip_bomb_stops_early
                test_a_large_body_is_refused_whatever_its_length_says
                test_an_endless_body
                test_a_length_that_promises_more_than_comes
                test_a_length_that_promises_less_than_comes
                test_a_length_that_is_none
                test_a_slow_drip_ends_at_the_deadline
                test_slow_redirects_share_one_deadline
                test_a_flood_of_headers
                test_an_answer_that_is_no_http_is_refused
                test_notices_without_an_answer_end_at_the_deadline
                test_a_length_beside_chunks_counts_for_nothing
            """
        },
    ),
    Promise(
        "proxies, certificates and passwords in the environment",
        "ignored",
        {f"{HOSTILE}/test_fetching.py": "test_proxies_and_other_settings_of_the_environment_are_ignored"},
    ),
    Promise(
        "a check without a network",
        "the same report; no socket is opened and no name asked for",
        {
            f"{HOSTILE}/test_fetching.py": "test_a_socket_would_be_seen",
            "tests/journeys/test_offline.py": """
                test_only_loopback_is_left
                test_a_command_asks_for_no_network
                test_journeys_come_to_their_end_without_a_network
                test_a_desk_asks_for_nothing_but_its_own_address
                test_a_library_that_asks_for_the_network_by_itself_would_be_seen
            """,
            "tests/verifier/warm/test_life.py": "test_a_client_touches_no_socket_but_that_of_its_desk",
        },
    ),
    Promise(
        "archives and packages (Word, OpenDocument, Excel, EPUB, zip, WARC): bombs, 100,000 parts, two of "
        "one name, names that lead out, encryption, entities, macros, parts that lie elsewhere",
        "refused with the reason (`UnreadableInput`), or read without them; little memory, nothing fetched "
        "or written",
        {
            f"{HOSTILE}/test_packages.py": """
                test_a_bomb_of_ten_gigabytes
                test_a_bomb_of_ten_gigabytes_that_says_it_is_small
                test_a_hundred_thousand_parts
                test_xml_that_would_fill_the_memory_is_not_parsed
                test_a_workbook_that_fills_the_memory_fills_that_of_another_process
                test_two_parts_of_one_name
                test_an_encrypted_file
                test_a_file_that_says_it_is_encrypted
                test_names_that_lead_out_are_nowhere_written
                test_a_part_that_points_out_of_the_file_reads_nothing_there
                test_entities_are_never_expanded
                test_an_external_entity_is_not_read
                test_a_document_type_in_another_encoding
                test_blanks_before_the_markup_hide_nothing
                test_macros_are_not_read
                test_nothing_outside_is_fetched
                test_limits_are_of_all_parts_together
            """,
            f"{HOSTILE}/test_archives.py": """
                test_a_zip_file_of_ten_gigabytes
                test_a_zip_file_of_ten_gigabytes_that_says_it_is_small
                test_zip_files_in_zip_files
                test_a_zip_file_that_holds_itself
                test_more_files_than_an_archive_of_sources_has
                test_web_archives_with_lying_lengths
                test_a_web_archive_that_is_cut_short
                test_a_record_packed_a_thousand_times_over
            """,
        },
    ),
    Promise(
        "PDF files: nested bombs, a million pages, objects that loop, encryption, scripts",
        "refused with the reason, or read without them; the process that reads is killed, the program lives",
        {
            f"{HOSTILE}/test_pdf.py": """
                test_a_file_of_ours_is_read
                test_what_pypdf_has_no_word_for_is_told_as_damage
                test_a_broken_link_costs_no_text
                test_nested_flate_bombs
                test_a_million_pages
                test_a_count_of_pages_that_lies
                test_pages_that_grow_like_a_tree
                test_objects_that_loop_end
                test_a_table_of_references_that_loops
                test_encrypted_files_are_refused_unless_anybody_may_read_them
                test_scripts_and_actions_are_not_read
                test_more_text_and_more_links_than_a_book_has
                test_a_process_that_takes_too_much_leaves_no_answer
            """
        },
    ),
    Promise(
        "web pages: 100,000 nested tags, 50 MB on a line, NUL bytes, addresses to load, hidden text",
        "refused with the reason, or read within limits; nothing is loaded, no script is in a sentence",
        {
            f"{HOSTILE}/test_html.py": """
                test_a_hundred_thousand_nested_tags
                test_tags_whose_depth_can_not_be_counted
                test_fifty_megabytes_on_one_line
                test_megabytes_on_one_line_are_read
                test_boxes_in_boxes_cost_no_more_than_their_number
                test_a_note_that_is_called_again_and_again_is_read_once
                test_null_bytes_and_controls
                test_nothing_that_a_page_names_is_fetched
                test_a_base_makes_no_link_of_another_kind
                test_text_of_scripts_is_in_no_sentence
            """,
            "tests/claims/reading/test_html.py": "test_hostile_pages",
        },
    ),
    Promise(
        "RTF, e-mail, tables and subtitles, broken and without end",
        "refused with the reason, or read within limits",
        {
            f"{HOSTILE}/test_texts.py": """
                test_files_cut_short_anywhere
                test_files_with_noise_in_them
                test_rtf_groups_and_words_without_end
                test_rtf_words_with_what_no_program_writes
                test_a_header_that_is_repeated_in_every_row_is_cut
                test_tables_that_no_program_writes
                test_rows_and_columns_beyond_their_number
                test_mail_in_mail_in_mail
                test_mail_headers_that_no_program_writes
                test_an_html_mail_is_held_to_the_limits_of_a_page
                test_subtitles_that_no_program_writes
            """
        },
    ),
    Promise(
        "characters that went wrong once or twice, byte order marks, lone surrogates, turned directions",
        "mended and told; every place of the mended text leads back to what was read",
        {
            f"{HOSTILE}/test_encodings.py": """
                test_utf8_read_as_cp1252_once_and_twice
                test_byte_order_marks
                test_a_byte_order_mark_inside_a_text_and_two_in_a_row
                test_lone_surrogates
                test_emoji_in_quotations
                test_a_text_with_directions_turned_round
                test_what_a_span_came_from_repaired_is_the_text_at_the_span
                test_bytes_of_any_text_map_back
            """,
            "tests/claims/test_repair.py": "test_every_span_maps_back test_plain_english_is_never_changed",
            "tests/claims/test_offsets.py": (
                "test_a_map_of_two_changes_says_what_both_say_one_after_the_other"
            ),
            "tests/claims/test_sentences.py": """
                test_sentences_are_in_order_apart_and_leave_no_letter_out
                test_another_paragraph_splits_no_sentence_otherwise
            """,
        },
    ),
    Promise(
        "markup in every field: of a draft, a source, a name, a setting, a decision",
        "shown as text in every form and on every page of the desk: no script, no handler, no link but to "
        "the web",
        {
            f"{HOSTILE}/test_outputs.py": """
                test_every_hostile_field_is_in_the_report
                test_no_form_is_left_out
                test_what_is_hostile_stays_text
                test_in_a_browser_nothing_runs_and_nothing_is_asked_for
            """,
            f"{HOSTILE}/test_desk.py": """
                test_no_page_runs_what_it_was_given
                test_it_is_shown_as_it_is
                test_what_is_refused_repeats_it_as_text
                test_the_name_of_a_file_makes_no_header
                test_in_a_browser_no_page_runs_or_asks_for_anything_elsewhere
            """,
            "tests/verifier/render/test_html.py": """
                test_no_field_can_inject_markup
                test_only_web_addresses_become_links
                test_the_policy_lets_in_this_style_alone
            """,
            "tests/verifier/render/test_html_browser.py": "test_nothing_in_it_can_run test_text_stays_text",
            "tests/verifier/render/test_sheets.py": "test_no_field_can_act",
            "tests/verifier/render/test_claimreview.py": "test_it_can_stand_in_a_script_of_a_page",
            "tests/verifier/web/test_guard.py": (
                "test_every_answer_has_the_headers test_pages_hold_no_script_or_style_of_their_own"
            ),
        },
    ),
    Promise(
        "control and escape codes, turned directions, formulas, commands of a build server",
        "shown and inert in every form, on the terminal in every command; a Word file keeps its text",
        {
            f"{HOSTILE}/test_forms.py": """
                test_no_character_acts
                test_no_two_forms_take_one_file
                test_equal_reports_give_equal_bytes
                test_no_folder_of_the_machine_is_named
            """,
            f"{HOSTILE}/test_command_line.py": (
                "test_no_command_is_left_out test_nothing_that_a_command_shows_acts"
            ),
            "tests/verifier/test_visible.py": ("test_no_character_acts test_no_control_character_is_left"),
            "tests/verifier/render/test_csv.py": """
                test_no_cell_and_no_header_is_a_formula
                test_libreoffice_opens_it_and_calculates_nothing
            """,
            "tests/verifier/batch/test_run.py": "test_a_spreadsheet_calculates_no_cell",
            "tests/verifier/render/test_github.py": "test_nothing_in_the_article_is_a_command",
            "tests/verifier/render/test_sarif.py": """
                test_it_fits_the_official_schema
                test_words_of_the_article_are_no_link_and_no_placeholder
            """,
            "tests/verifier/render/test_junit.py": "test_no_text_breaks_the_xml",
            "tests/verifier/render/test_markdown.py": """
                test_it_reads_as_it_was_written
                test_a_quotation_holds_one_paragraph_and_no_more
            """,
            "tests/verifier/render/test_json.py": """
                test_hostile_text_comes_back_whole_and_acts_nowhere
                test_any_text_comes_back_as_it_was
            """,
            "tests/verifier/render/test_word.py": """
                test_text_and_format_are_as_they_were
                test_all_other_parts_are_the_same_bytes
                test_each_finding_has_a_comment_at_its_sentence
                test_nothing_in_any_field_breaks_the_file
                test_libreoffice_opens_it_with_all_comments
            """,
            "tests/verifier/cli/test_check.py": "test_error_messages_cannot_act",
            "tests/verifier/cli/test_review.py": "test_a_hostile_answer_acts_nowhere",
        },
    ),
    Promise(
        "a report where a file is: the draft itself, an older report, a folder, a name from the draft",
        "the draft is never overwritten; a report is there whole or not at all; no name in it leads out",
        {
            "tests/verifier/cli/test_check.py": """
                test_output_is_written_whole
                test_the_input_is_never_overwritten
                test_a_failure_leaves_the_old_report
                test_joined_reports_overwrite_no_article_and_nothing_where_none_could_be_read
                test_an_article_is_named_as_it_was_given_but_never_by_folders_of_the_machine
            """,
            "tests/verifier/batch/test_folder.py": """
                test_a_report_is_named_after_its_article_safely
                test_a_file_is_there_whole_or_not_at_all
            """,
            "tests/verifier/web/test_drafts.py": "test_the_bytes_lie_under_their_hash_and_under_no_name",
            "tests/verifier/cli/test_sources.py": "test_exports_that_are_refused",
        },
    ),
    Promise(
        "a process killed at each point where something becomes lasting",
        "the store, the desk and a batch are whole, and the same command goes on; no half report",
        {
            "tests/sources/test_killed.py": """
                test_adding_is_killed_at_each_point
                test_fetching_is_killed_at_each_point
                test_fetching_that_is_interrupted_ends_at_once_and_goes_on_later
                test_removing_is_killed_at_each_point
                test_migrating_is_killed_before_its_commit
            """,
            "tests/verifier/desk/test_killed.py": "test_what_was_told_as_kept_is_kept",
            "tests/verifier/batch/test_killed.py": (
                "test_killed_at_random_and_resumed_nothing_is_missing_or_there_twice"
            ),
            "tests/sources/test_server.py": (
                "test_a_write_that_loses_its_connection_at_any_point_leaves_nothing"
            ),
        },
    ),
    Promise(
        "a full disk, files without permission, a locked, foreign, newer, older or damaged database",
        "refused with the reason and the remedy (`StoreError`); what is there stays as it is",
        {
            f"{HOSTILE}/test_store.py": """
                test_a_database_that_finds_no_more_room
                test_files_that_can_not_grow
                test_a_folder_that_can_not_be_written_to
                test_a_file_that_can_not_be_written_to
                test_a_store_that_another_program_holds
                test_what_passes_is_told_from_what_does_not
                test_who_waits_for_nobody_takes_no_patience_from_those_who_do
                test_a_store_of_a_newer_version_is_left_alone
                test_a_store_that_lies_about_its_version_is_not_harmed
                test_a_file_that_is_no_store_is_left_alone
                test_a_damaged_store_is_told_and_never_believed
            """,
            f"{HOSTILE}/test_other_files.py": """
                test_a_file_of_something_else_is_refused_and_left_alone
                test_a_file_of_a_newer_version_is_refused_and_left_alone
                test_a_file_that_another_program_holds_is_told_and_written_later
                test_a_full_disk_is_told_and_nothing_is_half_written
                test_a_damaged_file_raises_nothing_but_what_says_so
            """,
            "tests/sources/test_migrate.py": """
                test_everything_in_an_old_store_is_kept
                test_a_migration_that_fails_leaves_the_store_as_it_was
            """,
            "tests/sources/test_database.py": "test_a_foreign_postgresql_database_is_refused",
            "tests/verifier/test_memory.py": "test_a_file_that_is_no_database_is_made_anew",
        },
    ),
    Promise(
        "two that write at once",
        "each write is whole, and the log is one chain",
        {
            f"{HOSTILE}/test_store.py": "test_two_writers_fork_no_chain",
            "tests/sources/test_killed.py": "test_two_processes_add_the_same_sources_at_once",
            "tests/verifier/desk/test_killed.py": "test_two_processes_write_at_once",
        },
    ),
    Promise(
        "the audit log edited, cut, spliced, reordered or written anew",
        "told with the number of the first entry that does not hold; a log written anew shows against a head "
        "that was kept elsewhere",
        {
            f"{HOSTILE}/test_store.py": """
                test_a_forged_log_is_told_with_the_number_of_the_entry
                test_a_log_written_anew_with_right_hashes_shows_against_a_head_kept_elsewhere
            """,
            "tests/sources/test_audit.py": """
                test_the_database_refuses_to_change_the_log
                test_each_forgery_is_named_by_its_entry
                test_whatever_is_done_to_a_log_shows_at_the_first_entry_that_it_concerns
                test_a_log_written_anew_shows_against_a_head_kept_elsewhere
                test_the_hash_is_over_length_prefixed_fields
            """,
        },
    ),
    Promise(
        "stored bytes or rows of a source, or the code in the database, changed past the program",
        "`sources verify` names what leans on them; a report marks every sentence whose verdict leans on "
        "changed or lost bytes (SRC012)",
        {
            f"{HOSTILE}/test_store.py": """
                test_a_flipped_bit_is_told_with_all_that_leans_on_it
                test_each_sentence_that_leans_on_changed_bytes_is_marked
            """,
            "tests/sources/test_verify.py": """
                test_a_changed_snapshot_is_told_with_what_leans_on_it
                test_rows_changed_past_the_program_are_told
                test_a_trigger_that_changes_what_is_stored_is_told
                test_a_guard_that_is_gone_or_another_is_told
            """,
            "tests/verifier/cli/test_keeping.py": "test_a_damaged_snapshot_is_told_with_what_leans_on_it",
        },
    ),
    Promise(
        "a model file that holds a pickle, a model folder with code in it",
        "nothing is unpickled and none of the code runs; a pickle of weights is no model",
        {
            f"{HOSTILE}/test_weights.py": """
                test_no_model_file_is_unpickled
                test_code_in_a_model_folder_is_not_run
                test_weights_in_a_pickle_are_no_encoder
            """,
        },
    ),
    Promise(
        "the same draft again: another process, order of hashes, language, time zone, number of threads",
        "the same bytes; a frozen report is what it was",
        {
            "tests/frozen/test_reports.py": "test_made_twice_in_other_surroundings test_what_it_was",
            "tests/verifier/test_metamorphic.py": "test_one_pair_and_many_give_the_same_bytes",
            "tests/verifier/warm/test_same_bytes.py": "test_each_form test_the_order_of_sets_plays_no_part",
            "tests/verifier/test_memory.py": "test_networks_give_the_same_from_memory_and_are_not_asked",
        },
    ),
    Promise(
        "other paragraphs, put in, taken out, in another order",
        "no verdict on a sentence moves",
        {
            "tests/journeys/test_end_to_end.py": """
                test_what_changes_nothing
                test_what_stands_in_other_paragraphs_changes_no_verdict
                test_an_unrelated_source_changes_nothing
            """,
            "tests/verifier/test_metamorphic.py": "test_the_order_of_paragraphs_and_other_matter_do_not",
        },
    ),
    Promise(
        "texts encoded alone, among others, padded; scores close to a line",
        "the same vectors to the last bit; close to a line the verdict is `unsure`",
        {
            "tests/sources/test_encoder.py": "test_neighbours_and_order_change_no_bit",
            "tests/verifier/test_verdict.py": """
                test_close_to_the_line_the_verdict_is_unsure
                test_scores_are_rounded_before_the_line
            """,
        },
    ),
    Promise(
        "one word changed: a number, a name, a speaker, “not”, past for future; other quotation marks",
        "the verdict moves, and with other marks it does not; what was copied is verbatim, what was changed "
        "never",
        {
            "tests/verifier/test_metamorphic.py": """
                test_what_the_source_says_is_supported
                test_one_change_moves_the_verdict
                test_curly_marks_are_straight_marks
            """,
            "tests/journeys/test_end_to_end.py": """
                test_swapped_speakers
                test_a_denial_put_in
                test_another_figure_is_told_with_both
            """,
            "tests/verifier/compare/test_compare_any_quotation.py": """
                test_what_is_copied_stands_there_word_for_word
                test_with_one_word_changed_it_is_never_the_same
                test_the_diff_leads_from_one_to_the_other
            """,
            "tests/verifier/compare/test_compare_any_figure.py": """
                test_a_number_is_read_as_what_it_is
                test_a_percentage_is_read_as_what_it_is
                test_a_range_has_both_its_ends
                test_equal_numbers_agree_however_each_is_written
                test_other_numbers_never_agree
            """,
        },
    ),
    Promise(
        "each rule",
        "fires on its own hits, keeps silent on its misses, is documented, and its id is never used again",
        {
            "tests/verifier/rules/test_examples.py": "test_a_hit_fires",
            "tests/verifier/rules/test_misses.py": "test_a_miss_is_silent",
            "tests/verifier/rules/test_docs.py": (
                "test_every_rule_stands_there_with_its_authority_and_examples"
            ),
            "tests/verifier/rules/test_registry.py": """
                test_ids_are_unique_and_well_formed
                test_no_id_goes_unnoticed_or_is_used_again
            """,
        },
    ),
    Promise(
        "a change that makes the program worse",
        "a quality floor is missed; floors are never lowered by a command",
        {
            "tests/frozen/test_floors.py": "test_floor test_the_samples_are_well_formed",
            "tests/frozen/test_pairs.py": "test_floor",
            "tests/frozen/test_attributions.py": "test_floor",
            "tests/frozen/test_rules.py": """
                test_no_rule_falls_below_its_floors
                test_the_labels_are_those_that_were_measured
                test_update_refuses_to_lower_a_floor
            """,
        },
    ),
    Promise(
        "the hard cases of a real article: boilerplate, bullets under a lead-in, “X stated:” above a quote",
        "read as an editor reads them",
        {
            "tests/journeys/test_seed.py": """
                test_player_line_and_stray_bar_are_boilerplate_with_a_reason
                test_emoji_headings_are_headings
                test_bullets_whose_lead_in_carries_the_claim_stay_the_outlets
                test_bullets_whose_lead_in_carries_the_attribution_inherit_it
                test_block_quotation_after_stated_belongs_to_the_secretary_general
            """,
            "tests/journeys/test_example.py": "test_each_quotation_is_held_against_its_source",
        },
    ),
    Promise(
        "a baseline whose lines moved, whose entries are stale, whose sentence changed",
        "known findings stay left out, stale entries are told, a changed sentence is never hidden",
        {
            "tests/verifier/test_baseline.py": """
                test_a_sentence_that_moved_stays_known
                test_a_changed_sentence_comes_back_and_its_entry_is_told
                test_stale_entries_are_counted
                test_pruning_takes_out_only_what_is_gone
            """,
            "tests/verifier/desk/test_applying.py": "test_a_reworded_sentence_is_never_hidden",
        },
    ),
    Promise(
        "each way in which a command can end",
        "its own exit status, as the page on commands tells",
        {
            "tests/verifier/cli/test_start.py": """
                test_every_status_is_explained
                test_the_reference_in_the_docs_is_up_to_date
            """,
            "tests/verifier/cli/test_check.py": """
                test_fail_on
                test_wrong_usage
                test_one_unreadable_article_does_not_stop_the_others
                test_interruptions_and_faults
            """,
            "tests/verifier/cli/test_terminal_life.py": """
                test_a_reader_that_stops_is_no_fault
                test_ctrl_c_is_told_and_leaves_nothing_half_written
            """,
        },
    ),
    Promise(
        "the documentation",
        "names every command, option, rule, setting and form; its examples run, its commands parse",
        {
            "tests/verifier/cli/test_start.py": """
                test_every_command_shows_examples_that_parse
                test_every_option_is_explained
                test_every_command_on_a_page_parses
            """,
            "tests/verifier/test_config.py": """
                test_the_page_on_settings_tells_every_key
                test_the_example_on_the_page_is_valid
            """,
            "tests/test_python_api.py": "test_each_example_gives_what_the_page_says",
            "tests/journeys/test_forms.py": (
                "test_every_form_is_on_the_page test_the_json_on_the_page_is_what_is_written"
            ),
            "tests/verifier/test_plugins.py": "test_the_page_shows_the_code_of_the_plugin",
            "tests/test_project.py": "test_generated_pages_are_what_the_code_gives",
        },
    ),
    Promise(
        "a long draft, a long source, a large store",
        "time in proportion to the length, never to its square",
        {
            "tests/journeys/test_growth.py": (
                "test_five_times_the_words_take_no_more_than_nine_times_the_time"
            ),
            "tests/claims/reading/test_plain.py": "test_time_grows_with_the_text_not_with_its_square",
            "tests/claims/reading/test_remarks.py": (
                "test_many_comments_and_broken_ones_take_time_in_proportion"
            ),
            "tests/verifier/test_judge.py": "test_time_grows_with_the_source_not_with_its_square",
            "tests/verifier/compare/test_compare_quote.py": "test_a_long_source_takes_no_quadratic_time",
        },
    ),
)
"""All promises, in the order of an attack: what is fetched, read, shown, stored, judged and measured."""


def promised() -> frozenset[str]:
    """All tests that are named, as pytest names them."""
    return frozenset(test for promise in PROMISES for test in promise.named())
