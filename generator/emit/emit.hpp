// Model + Schema + Statements → files: the whole output of a project as values, before anything is
// written.
#pragma once

#include <string>
#include <vector>

#include "emit/json_form.hpp"
#include "emit/output.hpp"
#include "emit/template.hpp"
#include "model/model.hpp"
#include "schema/dialect.hpp"

namespace tenon::emit {

/// One statement of a revision as it is embedded.
struct EmbeddedStatement {
  std::string sql;
  std::string checksum;
  int group = 1;
  bool is_transactional = true;
  std::vector<std::string> rebuilds;
  int undoes = -1;
  int stopped_from = -1;
  int stopped_to = -1;
  int batch_rows = 0;  ///< see StatementBatches
  std::string batch_table = {};
  std::vector<std::string> batch_key = {};
  std::string was = {};
  std::string code = {};  ///< the name of a step in C++
};

/// A revision as migrations.cpp carries it, so that a service can migrate its own database.
struct EmbeddedRevision {
  struct Script {
    std::string dialect;
    std::vector<EmbeddedStatement> up;
    std::vector<EmbeddedStatement> down;
    std::vector<std::string> up_unaccepted;
    std::vector<std::string> down_unaccepted;
  };
  std::string id;
  std::vector<std::string> parents;
  std::string message;
  std::vector<Script> scripts;
  std::vector<std::vector<std::string>> replaces = {};
};

struct Project {
  std::string title;  ///< for openapi.json
  std::string space;  ///< the namespace of migrations.hpp
  std::vector<const schema::Dialect*> dialects;
  std::vector<EmbeddedRevision> revisions;  ///< parents first
  bool testing = false;                     ///< also what tests link, in testing/
  /// Headers of the application's rules, as files of the output include them.
  std::vector<std::string> extra_rules = {};
  JsonForm json = {};
};

/// Every file of the output, in a fixed order. Two files that would have one path (also when only
/// letter case differs) are an error [duplicate-output]. Template errors are reported; the list is
/// then not to be written.
std::vector<File> files(const model::Model& model, const schema::Schema& schema,
                        const Project& project, const Templates& templates, base::Sources& sources,
                        base::Diagnostics& diagnostics);

}  // namespace tenon::emit
