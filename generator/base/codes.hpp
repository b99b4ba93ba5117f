// Every code of the diagnostics about models and JSON texts, in one list: base, model and both
// front ends take theirs from here. tests/diagnostics holds a bad input for each of them.
#pragma once

namespace tenon::base::codes {

// JSON texts
inline constexpr const char* json_syntax = "json-syntax";
inline constexpr const char* json_encoding = "json-encoding";
inline constexpr const char* json_duplicate_key = "json-duplicate-key";
inline constexpr const char* json_too_deep = "json-too-deep";
inline constexpr const char* json_too_large = "json-too-large";

// annotations: model/annotation
inline constexpr const char* unknown_annotation = "unknown-annotation";
inline constexpr const char* misplaced_annotation = "misplaced-annotation";
inline constexpr const char* wrong_arguments = "wrong-arguments";
inline constexpr const char* duplicate_annotation = "duplicate-annotation";
inline constexpr const char* conflicting_annotations = "conflicting-annotations";
inline constexpr const char* not_yet_supported = "not-yet-supported";

// names: model/check
inline constexpr const char* duplicate_name = "duplicate-name";
inline constexpr const char* bad_name = "bad-name";
inline constexpr const char* bad_identifier = "bad-identifier";
inline constexpr const char* name_collision = "name-collision";
inline constexpr const char* duplicate_table = "duplicate-table";
inline constexpr const char* duplicate_column = "duplicate-column";
inline constexpr const char* duplicate_field = "duplicate-field";
inline constexpr const char* duplicate_json_name = "duplicate-json-name";
inline constexpr const char* ambiguous_json_name = "ambiguous-json-name";
inline constexpr const char* duplicate_relation = "duplicate-relation";
inline constexpr const char* duplicate_input = "duplicate-input";
inline constexpr const char* duplicate_key = "duplicate-key";
inline constexpr const char* bad_sql = "bad-sql";
inline constexpr const char* index_impossible = "index-impossible";
inline constexpr const char* old_name_in_use = "old-name-in-use";
inline constexpr const char* duplicate_old_name = "duplicate-old-name";

// entities and enums: model/check
inline constexpr const char* entity_without_fields = "entity-without-fields";
inline constexpr const char* missing_primary_key = "missing-primary-key";
inline constexpr const char* two_primary_keys = "two-primary-keys";
inline constexpr const char* nullable_primary_key = "nullable-primary-key";
inline constexpr const char* unfit_primary_key = "unfit-primary-key";
inline constexpr const char* unknown_base = "unknown-base";
inline constexpr const char* mixin_cycle = "mixin-cycle";
inline constexpr const char* entity_as_base = "entity-as-base";
inline constexpr const char* unused_definition = "unused-definition";
inline constexpr const char* unscoped_enum = "unscoped-enum";
inline constexpr const char* empty_enum = "empty-enum";
inline constexpr const char* duplicate_enumerator = "duplicate-enumerator";

// fields: model/check
inline constexpr const char* unmappable_type = "unmappable-type";
inline constexpr const char* wrong_codec = "wrong-codec";
inline constexpr const char* unresolved_type = "unresolved-type";
inline constexpr const char* embed_type = "embed-type";
inline constexpr const char* empty_object = "empty-object";
inline constexpr const char* object_cycle = "object-cycle";
inline constexpr const char* object_without_required = "object-without-required";
inline constexpr const char* rule_type_mismatch = "rule-type-mismatch";
inline constexpr const char* reversed_bounds = "reversed-bounds";
inline constexpr const char* bad_bound = "bad-bound";
inline constexpr const char* bad_pattern = "bad-pattern";
inline constexpr const char* bad_precision = "bad-precision";
inline constexpr const char* clock_type = "clock-type";
inline constexpr const char* version_type = "version-type";
inline constexpr const char* two_versions = "two-versions";
inline constexpr const char* soft_delete_field = "soft-delete-field";
inline constexpr const char* soft_delete_unique = "soft-delete-unique";
inline constexpr const char* deprecated_required = "deprecated-required";
inline constexpr const char* default_not_allowed = "default-not-allowed";
inline constexpr const char* default_type_mismatch = "default-type-mismatch";
inline constexpr const char* default_out_of_range = "default-out-of-range";
inline constexpr const char* unsupported_default = "unsupported-default";
inline constexpr const char* bad_sql_type = "bad-sql-type";
inline constexpr const char* bad_collation = "bad-collation";
inline constexpr const char* computed_impossible = "computed-impossible";
inline constexpr const char* view_impossible = "view-impossible";

// references and keys: model/check
inline constexpr const char* unknown_entity = "unknown-entity";
inline constexpr const char* unknown_field = "unknown-field";
inline constexpr const char* repeated_field = "repeated-field";
inline constexpr const char* reference_type_mismatch = "reference-type-mismatch";
inline constexpr const char* reference_not_unique = "reference-not-unique";
inline constexpr const char* action_impossible = "action-impossible";
inline constexpr const char* link_impossible = "link-impossible";
inline constexpr const char* ambiguous_link = "ambiguous-link";

// shapes: model/check
inline constexpr const char* unknown_member = "unknown-member";
inline constexpr const char* unknown_shape = "unknown-shape";
inline constexpr const char* shape_loop = "shape-loop";
inline constexpr const char* single_row = "single-row";

// JSON models: frontend/json
inline constexpr const char* unknown_keyword = "unknown-keyword";
inline constexpr const char* unsupported_keyword = "unsupported-keyword";
inline constexpr const char* wrong_value = "wrong-value";
inline constexpr const char* unknown_type = "unknown-type";
inline constexpr const char* unresolved_ref = "unresolved-ref";
inline constexpr const char* unknown_required = "unknown-required";

// C++ models: frontend/clang
inline constexpr const char* unreadable_file = "unreadable-file";
inline constexpr const char* annotation_syntax = "annotation-syntax";
inline constexpr const char* annotation_in_macro = "annotation-in-macro";
inline constexpr const char* field_in_macro = "field-in-macro";
inline constexpr const char* nested_declaration = "nested-declaration";
inline constexpr const char* hidden_member = "hidden-member";
inline constexpr const char* no_default_constructor = "no-default-constructor";
inline constexpr const char* deleted_copy = "deleted-copy";
inline constexpr const char* hidden_destructor = "hidden-destructor";
inline constexpr const char* virtual_member = "virtual-member";
inline constexpr const char* anonymous_member = "anonymous-member";
inline constexpr const char* reference_member = "reference-member";
inline constexpr const char* union_as_entity = "union-as-entity";
inline constexpr const char* missing_include_guard = "missing-include-guard";
inline constexpr const char* unclosed_brace = "unclosed-brace";
inline constexpr const char* missing_table = "missing-table";
inline constexpr const char* cxx_error = "cxx-error";
inline constexpr const char* cxx_note = "cxx-note";

}  // namespace tenon::base::codes
