#include "command/accept.hpp"

#include <algorithm>
#include <regex>
#include <system_error>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/migration.hpp>

#include "base/files.hpp"
#include "introspect/introspect.hpp"
#include "schema/diff.hpp"

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
                                   const std::string& id) {
  Engine engine{request.url};
  MigratorOptions options;
  options.accept_data_loss = true;
  Migrator migrator{engine, chain(request, store), options};
  migrator.upgrade(id);
  schema::Schema before;
  for (const std::string& each : request.ids) {
    if (each == id) break;
    schema::apply(store.find(each).operations, before);
  }
  schema::Schema said = before;
  schema::apply(store.find(id).operations, said);
  Connection connection = engine.connect();
  const schema::Schema spelled = introspect::canonical(connection, said);
  const schema::Schema live = introspect::introspect(connection);
  return schema::diff(before, in_words(said, spelled, live)).operations;
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

void rewrite(const std::filesystem::path& root, const migrate::StoredRevision& revision,
             const migrate::StoredRevision& before, base::Diagnostics& diagnostics) {
  const std::filesystem::path folder = root / revision.folder;
  std::error_code error = base::write_file(folder / "revision.json", migrate::to_json(revision));
  for (const auto& [name, scripts] : revision.dialects) {
    if (error || scripts.up_hashes.size() == before.dialects.at(name).up_hashes.size()) continue;
    static const std::regex undoes{"^(-- tenon: statement.*?) undoes=[0-9]+",
                                   std::regex::multiline};
    const std::filesystem::path down = folder / (name + ".down.sql");
    const std::string text = base::read_file(down, error);
    if (!error) error = base::write_file(down, std::regex_replace(text, undoes, "$1"));
  }
  if (!error) return;
  diagnostics.error("cannot-write", {},
                    "cannot write revision '" + revision.id + "': " + error.message());
}

}  // namespace tenon::command
