#include "migrate/author.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include <tenon/error.hpp>
#include <tenon/timestamp.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "migrate/backfill_names.hpp"
#include "migrate/fold.hpp"
#include "migrate/renames.hpp"
#include "migrate/undo.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"

namespace tenon::migrate {
namespace {

constexpr std::size_t id_length = 12;
constexpr std::size_t longest_slug = 40;

std::string slug(std::string_view message) {
  std::string text;
  for (const char c : base::to_lower(message)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_plain) {
      text += c;
    } else if (!text.empty() && text.back() != '_') {
      text += '_';
    }
  }
  text.resize(std::min(text.size(), longest_slug));
  while (!text.empty() && text.back() == '_') text.pop_back();
  return text.empty() ? "revision" : text;
}

/// "2026-11-21T10:15:00Z" as "20261121T101500".
std::string compact(const std::string& created) {
  std::string text;
  for (const char c : created) {
    if ((c >= '0' && c <= '9') || c == 'T') text += c;
  }
  return text;
}

std::string made_id(const StoredRevision& revision, const Store& store) {
  std::string seed = to_json(revision);
  for (;;) {
    const std::string hash = base::sha256(seed);
    if (!store.knows(hash.substr(0, id_length))) return hash.substr(0, id_length);
    seed = hash;
  }
}

bool check_id(const std::string& id, const Store& store, base::Diagnostics& diagnostics) {
  if (!is_revision_id(id)) {
    diagnostics.error("revision-id", {}, "'" + id + "' cannot be a revision's id",
                      "use at most 40 lower-case letters, digits and underscores");
    return false;
  }
  if (!store.knows(id)) return true;
  diagnostics.error("revision-id", {}, "there is a revision '" + id + "' already");
  return false;
}

/// What went: the table, or the column of it, with the SQL schema: two of them may have tables of
/// one name.
std::string name_of_gone(const schema::Ambiguity& ambiguity) {
  const schema::TableName& table = ambiguity.table;
  if (ambiguity.kind == schema::Ambiguity::Kind::column)
    return schema::display_name(table.schema, table.name) + "." + ambiguity.dropped;
  return ambiguity.added_schema == table.schema
             ? schema::display_name(table.schema, ambiguity.dropped)
             : schema::full_name({table.schema, ambiguity.dropped});
}

void report(const schema::Ambiguity& ambiguity, base::Diagnostics& diagnostics) {
  const bool is_table = ambiguity.kind == schema::Ambiguity::Kind::table;
  const schema::TableName& table = ambiguity.table;
  const schema::TableName come{ambiguity.added_schema, ambiguity.added};
  const bool is_moved = is_table && come.schema != table.schema;
  const std::string dropped = name_of_gone(ambiguity);
  std::string added = schema::display_name(table.schema, table.name) + "." + ambiguity.added;
  if (is_table)
    added = is_moved ? schema::full_name(come) : schema::display_name(come.schema, come.name);
  const bool is_part = !is_table && base::ends_with(added, "_" + ambiguity.dropped);
  const std::string kind = is_table ? "table '" : "column '";
  const std::string was =
      is_table ? schema::old_name({table.schema, ambiguity.dropped}, come) : ambiguity.dropped;
  const std::string repeat =
      "`--rename " + dropped + ":" + (is_moved ? added : ambiguity.added) + "`";
  diagnostics.error(
      "ambiguous-rename", {},
      kind + dropped + "' is gone and '" + added + "' is new: " + (is_moved ? "moved" : "renamed") +
          ", or dropped and added?",
      "if it was " + std::string{is_moved ? "moved" : "renamed"} + ", write was(\"" + was +
          "\") at the new one" +
          (is_part ? ", or was(\"\") at the value object that it is a part of now" : "") +
          ", or repeat the command with " + repeat + "; if its data may go, with `--drop " +
          dropped + "`");
}

/// A `was` that would be passed over without a word.
void report(const schema::UnusedName& unused, base::Diagnostics& diagnostics) {
  using Reason = schema::UnusedName::Reason;
  const std::string table = schema::display_name(unused.table.schema, unused.table.name);
  const bool is_table = unused.column.empty();
  const std::string kind = is_table ? "table" : "column";
  const std::string name = is_table ? table : table + "." + unused.column;
  const std::string was = "was(\"" + unused.was + "\") of " + kind + " '" + name + "'";
  switch (unused.reason) {
    case Reason::both_there:
      diagnostics.error("old-name-in-use", {},
                        was + ": both were there at the last revision, and the old name is not " +
                            "given up by it",
                        "leave 'was' out; if the two exchange their names, say 'was' at both; if "
                        "one is to take the place of the other, drop that one in a revision first");
      break;
    case Reason::carried_out:
      diagnostics.warning("old-name-in-use", {},
                          was + " was carried out by an earlier revision: nothing is renamed",
                          "leave 'was' out; to exchange the names again, repeat the command with "
                          "--rename for each of them");
      break;
    case Reason::unknown:
      diagnostics.warning("unknown-old-name", {},
                          was + ": the last revision has no " + kind + " of that name, and '" +
                              name + "' is made new",
                          "correct the name, or leave 'was' out");
      break;
  }
}

/// `public.p` is p of the default schema.
std::string without_default(const std::string& name) {
  static const std::string prefix = "public.";
  return base::starts_with(name, prefix) ? name.substr(prefix.size()) : name;
}

/// A name with a slip in it would leave the question open, or answer it for another one.
void refuse_unknown_drops(const Request& request, const schema::Operations& operations,
                          base::Diagnostics& diagnostics) {
  std::set<std::string> dropped;
  for (const schema::Operation& operation : operations) {
    const schema::TableName table = schema::table_of(operation);
    const std::string name = schema::display_name(table.schema, table.name);
    if (std::holds_alternative<schema::DropTable>(operation)) dropped.insert(name);
    if (const auto* const column = std::get_if<schema::DropColumn>(&operation))
      dropped.insert(name + "." + column->column.name);
  }
  for (const std::string& name : request.drops) {
    if (dropped.count(name) != 0 || dropped.count(without_default(name)) != 0) continue;
    diagnostics.error(
        "unknown-drop", {}, "`--drop " + name + "`: nothing of that name is dropped",
        dropped.empty()
            ? std::string{}
            : "what goes is " +
                  base::join(std::vector<std::string>(dropped.begin(), dropped.end()), ", "));
  }
}

/// Behind all that is generated, in a transaction of its own.
void add_code(const std::string& name, Script& script) {
  const int group = script.statements.empty() ? 1 : script.statements.back().group + 1;
  script.statements.push_back(code_statement(name));
  script.statements.back().group = group;
}

DialectScripts scripts(const std::string& name, const StoredRevision& revision,
                       const schema::Schema& before, const schema::Schema& after,
                       const Request& request) {
  const std::unique_ptr<schema::Dialect> dialect = schema::make_dialect(name, request.plan);
  DialectScripts made;
  const schema::Plan up = dialect->plan(revision.operations, before);
  const schema::Plan down = dialect->plan(schema::reverse(revision.operations), after);
  made.up = make_script(up);
  made.down = make_script(down);
  mark_undo(revision.operations, up, down, made.down);
  made.down.direction = Direction::down;
  if (!request.code.empty()) add_code(request.code, made.up);
  for (Script* const script : {&made.up, &made.down}) {
    script->parents = revision.parents;
    script->message = revision.message;
    script->dialect = name;
  }
  made.up_hashes = token_hashes(made.up);
  made.down_hashes = token_hashes(made.down);
  return made;
}

}  // namespace

std::vector<std::string> parents_of(const Request& request, const Store& store,
                                    base::Diagnostics& diagnostics) {
  try {
    if (!request.parent.empty()) return store.graph.resolve(request.parent);
  } catch (const Error& error) {
    diagnostics.error("unknown-revision", {}, error.what());
    return {};
  }
  std::vector<std::string> heads = store.graph.heads();
  if (heads.size() < 2) return heads;
  diagnostics.error(
      "several-heads", {},
      "there are " + std::to_string(heads.size()) + " heads: " + base::join(heads, ", "),
      "join them with `tenon merge -m \"…\"`, or name the one to build on with --parent");
  return {};
}

schema::Operations changes(const Request& request, const Store& store,
                           const std::vector<std::string>& parents, const schema::Schema& wanted,
                           base::Diagnostics& diagnostics) {
  schema::Schema before = fold(store, parents, diagnostics);
  schema::Schema declared = wanted;
  declare_renames(request.renames, before, declared, diagnostics);
  schema::DiffResult result = schema::diff(before, declared);
  refuse_unknown_drops(request, result.operations, diagnostics);
  for (const schema::Ambiguity& ambiguity : result.ambiguities) {
    const std::string dropped = without_default(name_of_gone(ambiguity));
    const bool is_said =
        std::any_of(request.drops.begin(), request.drops.end(),
                    [&](const std::string& name) { return without_default(name) == dropped; });
    if (!is_said) report(ambiguity, diagnostics);
  }
  for (const schema::UnusedName& unused : result.unused) {
    const bool is_first = before.tables.empty();  // of a project that begins anew
    if (!is_first) report(unused, diagnostics);
  }
  return std::move(result.operations);
}

std::optional<StoredRevision> complete(const Request& request, const Store& store,
                                       std::vector<std::string> parents,
                                       schema::Operations operations,
                                       base::Diagnostics& diagnostics) {
  if (!request.id.empty() && !check_id(request.id, store, diagnostics)) return std::nullopt;
  StoredRevision revision;
  revision.parents = std::move(parents);
  revision.operations = std::move(operations);
  revision.message = request.message;
  revision.created = tenon::to_string(Timestamp{request.seconds * 1'000'000});
  const schema::Schema before = fold(store, revision.parents, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  schema::Schema after = before;
  schema::apply(revision.operations, after);
  for (const std::string& dialect : request.dialects) {
    revision.dialects[dialect] = scripts(dialect, revision, before, after, request);
  }
  revision.id = request.id.empty() ? made_id(revision, store) : request.id;
  for (auto& [dialect, made] : revision.dialects) {
    made.up.id = revision.id;
    made.down.id = revision.id;
  }
  revision.folder = compact(revision.created) + "_" + slug(request.message);
  return revision;
}

std::optional<StoredRevision> make_revision(const Request& request, const Store& store,
                                            const schema::Schema& wanted,
                                            base::Diagnostics& diagnostics) {
  if (!request.id.empty() && !check_id(request.id, store, diagnostics)) return std::nullopt;
  std::vector<std::string> parents = parents_of(request, store, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  schema::Operations operations = changes(request, store, parents, wanted, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  refuse_old_names(operations, fold(store, parents, diagnostics), diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  if (operations.empty() && !request.may_be_empty) return std::nullopt;
  return complete(request, store, std::move(parents), std::move(operations), diagnostics);
}

}  // namespace tenon::migrate
