#include "command/accept.hpp"

#include <algorithm>
#include <regex>
#include <system_error>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/migration.hpp>

#include "base/files.hpp"
#include "command/renamings.hpp"
#include "introspect/introspect.hpp"
#include "lower/names.hpp"
#include "migrate/hazard_lines.hpp"
#include "schema/diff.hpp"
#include "schema/former_names.hpp"

namespace tenon::command {
namespace {

/// What is `live`, in the words of `said` where `spelled`, which is `said` in the server's words,
/// is the same.
template <class Item>
std::vector<Item> in_words(const std::vector<Item>& said, const std::vector<Item>& spelled,
                           const std::vector<Item>& live) {
  std::vector<Item> made;
  for (const Item& item : live) {
    const auto named = [&](const Item& other) { return other.name == item.name; };
    const auto same = std::find_if(spelled.begin(), spelled.end(), named);
    const auto word = std::find_if(said.begin(), said.end(), named);
    made.push_back(same != spelled.end() && word != said.end() && *same == item ? *word : item);
  }
  return made;
}

schema::Table in_words(const schema::Table& said, const schema::Table& spelled,
                       const schema::Table& live) {
  schema::Table made = live;
  made.columns = in_words(said.columns, spelled.columns, live.columns);
  made.uniques = in_words(said.uniques, spelled.uniques, live.uniques);
  made.foreign_keys = in_words(said.foreign_keys, spelled.foreign_keys, live.foreign_keys);
  made.checks = in_words(said.checks, spelled.checks, live.checks);
  made.indexes = in_words(said.indexes, spelled.indexes, live.indexes);
  if (live.primary_key == spelled.primary_key) made.primary_key = said.primary_key;
  if (live.comment == spelled.comment) made.comment = said.comment;
  return made;
}

schema::Schema in_words(const schema::Schema& said, const schema::Schema& spelled,
                        const schema::Schema& live) {
  schema::Schema made = live;
  for (schema::Table& table : made.tables) {
    const schema::Table* const word = said.find(table.schema, table.name);
    const schema::Table* const same = spelled.find(table.schema, table.name);
    if (word != nullptr && same != nullptr) table = in_words(*word, *same, table);
  }
  for (schema::EnumType& type : made.enums) {
    const schema::EnumType* const word = said.find_enum(type.schema, type.name);
    const schema::EnumType* const same = spelled.find_enum(type.schema, type.name);
    if (word != nullptr && same != nullptr && *same == type) type = *word;
  }
  // A server whose enums are texts shows no types.
  for (const schema::EnumType& type : said.enums) {
    if (!spelled.find_enum(type.schema, type.name)) made.enums.push_back(type);
  }
  for (schema::View& view : made.views) {
    const schema::View* const word = said.find_view(view.schema, view.name);
    const schema::View* const same = spelled.find_view(view.schema, view.name);
    if (word != nullptr && same != nullptr && *same == view) view = *word;
  }
  return made;
}

/// PostgreSQL shows no check beside an enum type of its own, and SQLite has nothing else.
void take_checks(const schema::Schema& said, bool has_enum_checks, schema::Schema& made) {
  for (schema::Table& table : made.tables) {
    const schema::Table* const word = said.find(table.schema, table.name);
    for (const schema::Column& column : table.columns) {
      const schema::EnumType* const type =
          column.type.kind == schema::ColumnType::Kind::enumeration
              ? made.find_enum(column.type.enum_schema, column.type.enum_name)
              : nullptr;
      if (type == nullptr || !has_enum_checks) continue;
      const auto is_its = [&](const schema::Check& check) { return check.column == column.name; };
      if (std::any_of(table.checks.begin(), table.checks.end(), is_its)) continue;
      schema::Check check;
      check.name = lower::derived_name(table.name, {column.name}, "check");
      if (word != nullptr) {
        const auto old = std::find_if(word->checks.begin(), word->checks.end(), is_its);
        if (old != word->checks.end()) check = *old;
      }
      check.column = column.name;
      check.values = type->values;
      check.is_list = column.type.is_list;
      table.checks.push_back(std::move(check));
    }
  }
}

/// What a table that SQLite makes anew copies into another name is renamed when the operations say
/// so, and when the old name is gone.
schema::Renamings renamings_meant(const introspect::SqlRenamings& made,
                                  const schema::Renamings& said, const schema::Schema& live) {
  schema::Renamings meant = made.certain;
  for (const schema::Renaming& one : made.possible) {
    const schema::Table* const table = live.find(one.now.schema, one.now.name);
    const bool is_gone = one.kind == schema::Renaming::Kind::table ||
                         (table != nullptr && table->find(one.from) == nullptr);
    if (is_gone || said.count(one) != 0) meant.insert(one);
  }
  return meant;
}

/// What models say of a change, and a database does not show: the names before it, and what its
/// rows get.
struct ModelsWords {
  schema::Schema& made;

  schema::Column* column(const schema::TableName& table, const std::string& name) const {
    schema::Table* const found = made.find(table.schema, table.name);
    return found == nullptr ? nullptr : found->find(name);
  }
  void fill(const schema::TableName& table, const std::string& name, const std::string& backfill,
            const std::string& where) const {
    schema::Column* const found = column(table, name);
    if (found == nullptr) return;
    found->backfill = backfill;
    found->backfill_where = where;
  }
  void operator()(const schema::Renaming& one) const {
    schema::Table* const table = made.find(one.now.schema, one.now.name);
    if (one.kind == schema::Renaming::Kind::value) {
      schema::EnumType* const type = made.find_enum(one.now.schema, one.now.name);
      if (type != nullptr) type->renames.push_back({one.from, one.to});
    } else if (one.kind == schema::Renaming::Kind::table) {
      if (table != nullptr) table->was = schema::old_name(one.before, one.now);
    } else if (schema::Column* const found = column(one.now, one.to)) {
      found->was = one.from;
    }
  }
  void operator()(const schema::AddColumn& o) const {
    fill(o.table, o.column.name, o.backfill, o.where);
  }
  void operator()(const schema::AlterColumn& o) const {
    fill(o.table, o.to.name, o.backfill, o.where);
  }
  void operator()(const schema::AlterEnum& o) const {
    schema::EnumType* const type = made.find_enum(o.to.schema, o.to.name);
    if (type != nullptr) type->renames = o.renames;
  }
  void operator()(const schema::RenameValue& o) const {
    schema::Table* const table = made.find(o.table.schema, o.table.name);
    if (table == nullptr) return;
    for (schema::Check& check : table->checks)
      if (check.column == o.column) check.renames.push_back({o.from, o.to});
  }
  template <class T>
  void operator()(const T&) const {}
};

void take_models_words(const schema::Operations& operations, const schema::Renamings& renamed,
                       schema::Schema& made) {
  const ModelsWords words{made};
  for (const schema::Operation& operation : operations) std::visit(words, operation);
  for (const schema::Renaming& one : renamed) words(one);
}

}  // namespace

std::vector<std::string> edited_revisions(const ReplayRequest& request,
                                          const migrate::Store& store) {
  std::vector<std::string> edited;
  for (const std::string& id : request.ids) {
    const auto& dialects = store.find(id).dialects;
    const bool is_edited = std::any_of(dialects.begin(), dialects.end(), [](const auto& one) {
      const migrate::DialectScripts& scripts = one.second;
      return (scripts.up.edited.empty() &&
              migrate::token_hashes(scripts.up) != scripts.up_hashes) ||
             (scripts.down.edited.empty() &&
              migrate::token_hashes(scripts.down) != scripts.down_hashes);
    });
    if (is_edited && request.compared.count(id) != 0) edited.push_back(id);
  }
  return edited;
}

schema::Operations operations_made(const ReplayRequest& request, const migrate::Store& store,
                                   const std::string& id, bool has_enum_checks) {
  const migrate::StoredRevision& revision = store.find(id);
  Engine engine{request.url};
  MigratorOptions options;
  options.accept_data_loss = true;
  const std::vector<Revision> revisions = chain(request, store);
  options.code = no_code(revisions);
  Migrator migrator{engine, revisions, options};
  schema::Schema before;
  std::string parent;
  for (const std::string& each : request.ids) {
    if (each == id) break;
    schema::apply(store.find(each).operations, before);
    parent = each;
  }
  if (!parent.empty()) migrator.upgrade(parent);
  Connection connection = engine.connect();
  RenamingWatch watch{connection, revision.dialects.at(request.database).up, before, true};
  migrator.upgrade(id);
  const schema::Renamings said_renamings = schema::renamings(revision.operations, before);
  const schema::Schema live = introspect::introspect(connection);
  const schema::Renamings renamed = renamings_meant(watch.made(), said_renamings, live);
  schema::Schema said = before;
  schema::apply(revision.operations, said);
  schema::Schema made = in_words(said, introspect::canonical(connection, said), live);
  take_checks(said, has_enum_checks, made);
  if (renamed == said_renamings && schema::diff(said, made).operations.empty())
    return revision.operations;
  take_models_words(revision.operations, renamed, made);
  schema::forget_former_names(before);
  return schema::diff(before, made).operations;
}

void accept(migrate::Store& store, const std::string& id, schema::Operations operations) {
  for (migrate::StoredRevision& revision : store.revisions) {
    if (revision.id != id) continue;
    revision.operations = std::move(operations);
    for (auto& [name, scripts] : revision.dialects) {
      scripts.up_hashes = migrate::token_hashes(scripts.up);
      scripts.down_hashes = migrate::token_hashes(scripts.down);
    }
    return;
  }
}

namespace {

/// The file of one direction, as it is to be.
std::string rewritten(std::string text, const Change& change, const std::string& dialect,
                      migrate::Direction direction) {
  const bool is_up = direction == migrate::Direction::up;
  const migrate::DialectScripts& scripts = change.after.dialects.at(dialect);
  const migrate::DialectScripts& before = change.before.dialects.at(dialect);
  const auto hazards = [&](const schema::Operations& operations, const schema::Schema& start) {
    if (is_up) return migrate::hazards_of(operations, start, dialect);
    schema::Schema end = start;
    schema::apply(operations, end);
    return migrate::hazards_of(schema::reverse(operations), end, dialect);
  };
  std::vector<schema::Hazard> now = hazards(change.after.operations, change.start_after);
  for (const Disagreement& loss : change.losses)
    if (loss.database == dialect && loss.direction == direction) now.push_back(loss.hazard);
  text = migrate::with_head(text, is_up ? scripts.up : scripts.down,
                            hazards(change.before.operations, change.start_before), now);
  if (is_up || scripts.up_hashes.size() == before.up_hashes.size()) return text;
  static const std::regex undoes{"^(-- tenon: statement.*?) undoes=[0-9]+", std::regex::multiline};
  return std::regex_replace(text, undoes, "$1");
}

}  // namespace

void rewrite(const std::filesystem::path& root, const Change& change,
             base::Diagnostics& diagnostics) {
  const std::filesystem::path folder = root / change.after.folder;
  std::error_code error =
      base::write_file(folder / "revision.json", migrate::to_json(change.after));
  for (const auto& [dialect, scripts] : change.after.dialects) {
    for (const migrate::Direction direction : {migrate::Direction::up, migrate::Direction::down}) {
      if (error) break;
      const std::filesystem::path file =
          folder / (dialect + "." + std::string{migrate::to_text(direction)} + ".sql");
      const std::string text = base::read_file(file, error);
      const std::string made = rewritten(text, change, dialect, direction);
      if (!error && made != text) error = base::write_file(file, made);
    }
  }
  if (!error) return;
  diagnostics.error("cannot-write", {},
                    "cannot write revision '" + change.after.id + "': " + error.message());
}

}  // namespace tenon::command
