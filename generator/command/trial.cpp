#include "command/trial.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <tenon/error.hpp>

#include "base/files.hpp"
#include "command/compare.hpp"
#include "command/models.hpp"
#include "command/scratch_database.hpp"
#include "introspect/alike.hpp"
#include "introspect/columns.hpp"
#include "introspect/introspect.hpp"
#include "schema/diff.hpp"

namespace tenon::command {
namespace {

using Imported = tenon::import::Result;
using Wanted = tenon::import::Options;
using ImportFiles = std::vector<tenon::import::File>;

/// Of a table or view.
using Name = std::pair<std::string, std::string>;
struct Finding {
  std::string what;               ///< the first thing that was found
  std::set<std::string> columns;  ///< that it is about; none: the whole
};
/// What speaks against the models of each.
using Findings = std::map<Name, Finding>;

class Trials {
 public:
  Trials(Connection& connection, const Live& live, Wanted options, const Project& project)
      : connection_(connection), live_(live), options_(std::move(options)), project_(project) {}

  Imported run() {
    Imported result;
    do {
      result = import::models_of(live_.runnable, live_.types, options_);
    } while (!result.model.entities.empty() && learn(findings_of(result.model)));
    std::move(unplaced_.begin(), unplaced_.end(), std::back_inserter(result.left));
    return result;
  }

 private:
  /// Whether the models will be others now. Of views only when there is nothing else: they read
  /// the tables.
  bool learn(const Findings& findings) {
    const auto is_view = [&](const Name& name) {
      return live_.schema.find_view(name.first, name.second) != nullptr;
    };
    const bool has_tables = std::any_of(findings.begin(), findings.end(),
                                        [&](const auto& one) { return !is_view(one.first); });
    for (const auto& [name, finding] : findings) {
      if (has_tables && is_view(name)) continue;
      // The first thing that was found is what the models should have said.
      const std::string& first = first_.insert({name, finding.what}).first->second;
      import::Trial& trial = options_.trials[name];
      const std::size_t known = trial.plain_columns.size();
      trial.plain_columns.insert(finding.columns.begin(), finding.columns.end());
      if (trial.plain_columns.size() > known) continue;
      if (trial.is_plain) trial.problem = first;
      trial.is_plain = true;
    }
    return !findings.empty();
  }

  Findings findings_of(const model::Model& model) {
    unplaced_.clear();
    Models read;
    for (const ImportFiles& files : {import::documents(model), import::headers(model)}) {
      Findings findings = read_back(files, model, read);
      if (!findings.empty() || !unplaced_.empty()) return findings;
    }
    try {
      return differences(spelled_by(connection_, read.schema));
    } catch (const Error& error) {
      if (!error.connection_usable()) throw;
      // What is said of that is not what speaks against the models.
      if (is_forbidden(error))
        return differences(spelled_by(connection_, read.schema, live_.schema, unplaced_));
      Findings findings;
      for (const introspect::Refusal& one : introspect::refused(connection_, read.schema))
        findings[{one.schema, one.name}].what = "the database takes it no second time: " + one.why;
      if (findings.empty()) throw;
      return findings;
    }
  }

  /// A role that only reads, or a server that nobody writes to.
  static bool is_forbidden(const Error& error) {
    return error.sqlstate() == "42501" || error.sqlstate() == "25006";
  }

  /// As the user's own models are read.
  Findings read_back(const ImportFiles& files, const model::Model& model, Models& read) {
    const ScratchFolder folder;
    for (const import::File& file : files)
      if (const std::error_code error = base::write_file(folder.path() / file.path, file.text))
        throw Failure{environment, "cannot write '" + file.path + "': " + error.message(), ""};
    Project project = project_;
    project.folder = folder.path();
    project.models = {"*.json", "*.hpp"};
    project.clang_include = {folder.path().string()};
    project.compile_commands = {};
    project.use_cache = false;
    Workspace workspace;
    workspace.is_quiet = true;
    try {
      read = read_models(project, workspace);
    } catch (const Failure& failure) {
      if (!workspace.diagnostics.has_errors()) throw;
    }
    return placed(workspace, model);
  }

  /// The errors by the files that they are in: those of an entity, and of an enum that several
  /// have.
  Findings placed(const Workspace& workspace, const model::Model& model) {
    Findings findings;
    if (!workspace.diagnostics.has_errors()) return findings;
    const std::multimap<std::string, Name> names = names_by_file(model);
    for (const base::Diagnostic& one : workspace.diagnostics.all()) {
      if (one.severity != base::Severity::error) continue;
      const std::string file =
          one.span.known()
              ? std::filesystem::path{workspace.sources.path(one.span.source)}.stem().string()
              : "";
      const auto [first, last] = names.equal_range(file);
      for (auto name = first; name != last; ++name)
        findings.insert({name->second, {"the models refuse it: " + one.message, {}}});
      if (first == last) unplaced_.push_back("the models have an error: " + one.message);
    }
    return findings;
  }

  static std::multimap<std::string, Name> names_by_file(const model::Model& model) {
    std::multimap<std::string, Name> names;
    for (const model::Entity& entity : model.entities)
      names.insert({import::file_of(entity), {entity.schema, entity.table}});
    for (const model::Enum& one : model.enums) {
      const std::string file = import::file_of(one, model);
      if (file.empty()) continue;
      for (const model::Entity& entity : model.entities)
        if (has_enum(entity, one)) names.insert({file, {entity.schema, entity.table}});
    }
    return names;
  }

  static bool has_enum(const model::Entity& entity, const model::Enum& one) {
    return std::any_of(entity.fields.begin(), entity.fields.end(), [&](const model::Field& field) {
      return field.type.enumeration == one.qualified();
    });
  }

  /// What the models, in the server's spelling, do not say as it is.
  Findings differences(const schema::Schema& wanted) {
    schema::Schema live = live_.schema;
    introspect::take_words(connection_, live, wanted);
    take_strangers(live, {&wanted});
    Findings findings;
    for (const schema::Operation& one : schema::diff(live, wanted).operations) {
      const schema::TableName name = schema::table_of(one);
      const std::string what = "the models cannot say it as it is: " + schema::describe(one);
      const bool is_enum = live.find_enum(name.schema, name.name) != nullptr ||
                           wanted.find_enum(name.schema, name.name) != nullptr;
      if (!is_enum) {
        Finding& finding = findings.insert({{name.schema, name.name}, {what, {}}}).first->second;
        if (const auto* alter = std::get_if<schema::AlterColumn>(&one))
          finding.columns.insert(alter->to.name);
      }
      for (const schema::Table& table : wanted.tables)
        if (is_enum && has_enum(table, name))
          findings.insert({{table.schema, table.name}, {what, {}}});
    }
    return findings;
  }

  static bool has_enum(const schema::Table& table, const schema::TableName& name) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
      return column.type.enum_schema == name.schema && column.type.enum_name == name.name;
    });
  }

  Connection& connection_;
  const Live& live_;
  Wanted options_;
  const Project& project_;
  std::map<Name, std::string> first_;  ///< of each, before it was said plainly
  std::vector<std::string> unplaced_;  ///< errors that no entity is to blame for
};                                     // namespace

}  // namespace

Live read_live(Connection& connection, std::vector<introspect::Note>* notes) {
  Live live{introspect::introspect(connection, notes), {}, introspect::columns(connection)};
  live.runnable = live.schema;
  introspect::name_called(connection, live.runnable);
  return live;
}

Imported tried_models(Connection& connection, const Live& live, Wanted options,
                      const Project& project) {
  return Trials{connection, live, std::move(options), project}.run();
}

}  // namespace tenon::command
