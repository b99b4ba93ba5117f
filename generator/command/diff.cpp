// tenon diff: what leads from one schema to another, each of them the models, a revision or a
// database.
#include <algorithm>
#include <iostream>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/url.hpp>

#include "base/text.hpp"
#include "command/compare.hpp"
#include "command/database.hpp"
#include "command/models.hpp"
#include "introspect/alike.hpp"
#include "introspect/introspect.hpp"
#include "migrate/fold.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"
#include "schema/former_names.hpp"

namespace tenon::command {
namespace {

/// One of the two: a word of the command line and what it stands for.
struct Side {
  std::string url;             ///< "": no database
  std::string shown;           ///< for people, without a password
  bool is_everything = false;  ///< what it does not have is not somebody else's: `base`, a database
  schema::Schema schema;
};

bool is_url(const std::string& word) {
  return word.find("://") != std::string::npos || base::starts_with(word, "sqlite:");
}

class Sides {
 public:
  Sides(const Project& project, Workspace& workspace)
      : project_(project),
        workspace_(workspace),
        store_(load_store(project, workspace)),
        last_(migrate::fold(store_, store_.graph.heads(), workspace.diagnostics)) {
    workspace_.stop_on_errors();
  }

  Side read(const std::string& word) {
    Side side;
    side.shown = word;
    if (is_url(word)) {
      side.url = word;
      side.shown = masked(word);
      side.is_everything = true;
      if (reading_url(word) != word)
        std::cerr << "note: " << side.shown << " does not exist yet, and is taken as empty\n";
    } else if (word == "models") {
      side.schema = read_models(project_, workspace_).schema;
    } else {
      side.is_everything = word == "base";
      side.schema = at_revision(word);
    }
    return side;
  }

  /// After all revisions.
  const schema::Schema& last() const { return last_; }

 private:
  static std::string masked(const std::string& url) {
    try {
      return Url::parse(url).masked();
    } catch (const Error& error) {
      throw Failure{user_error, error.what(),
                    "a URL is sqlite:///file.db or postgresql://user:password@host:port/database"};
    }
  }

  schema::Schema at_revision(const std::string& word) {
    std::vector<std::string> ids;
    try {
      ids = store_.graph.resolve(word);
    } catch (const Error& error) {
      throw Failure{
          user_error, error.what(),
          "a side is `models`, a revision, `head`, `heads`, `base`, or the URL of a database"};
    }
    base::Diagnostics edits;
    migrate::refuse_edited(store_, edits);
    for (const base::Diagnostic& edit : edits.all()) std::cerr << "note: " << edit.message << "\n";
    schema::Schema schema = migrate::fold(store_, ids, workspace_.diagnostics);
    workspace_.stop_on_errors();
    return schema;
  }

  const Project& project_;
  Workspace& workspace_;
  migrate::Store store_;
  schema::Schema last_;
};

/// Reads a database into `side`, and `other`, if that is none, in its spelling.
void look(Side& side, Side& other, const schema::Schema& last) {
  with_database(side.url, [&] {
    Engine engine{reading_url(side.url), reading()};
    Connection connection = engine.connect();
    std::vector<introspect::Note> unread;
    side.schema = introspect::introspect(connection, &unread);
    std::vector<std::string> notes = introspect::texts_of(unread);
    schema::take_former_names(last, side.schema);
    if (other.url.empty()) {
      other.schema = spelled_by(connection, other.schema, side.schema, notes);
      introspect::take_words(connection, side.schema, other.schema);
      if (!other.is_everything) {
        for (const std::string& name : take_strangers(side.schema, {&other.schema, &last}))
          std::cerr << "note: " << name << " of " << side.shown
                    << " is not Tenon's, and is left out\n";
      }
    }
    for (const std::string& note : notes) std::cerr << "note: " << note << "\n";
    return static_cast<int>(fine);
  });
}

std::string dialect_of_url(const std::string& url) {
  return base::starts_with(url, "sqlite:") ? "sqlite" : "postgresql";
}

/// The database whose words both sides are said in; "" when none of them is one.
std::string common_dialect(const Side& from, const Side& to) {
  if (from.url.empty() && to.url.empty()) return {};
  std::string dialect = dialect_of_url(from.url.empty() ? to.url : from.url);
  if (!to.url.empty() && dialect_of_url(to.url) != dialect) {
    throw Failure{user_error, from.shown + " and " + to.shown + " are databases of two kinds",
                  "compare each of them with a revision or the models"};
  }
  return dialect;
}

void check_dialect(const std::string& wanted, const std::string& live) {
  const std::vector<std::string>& known = schema::dialect_names();
  if (std::find(known.begin(), known.end(), wanted) == known.end()) {
    throw Failure{user_error, "there is no database '" + wanted + "'",
                  "--sql takes " + base::join(known, " or ")};
  }
  if (!live.empty() && live != wanted) {
    throw Failure{user_error, "a side is a database of " + live + ", and has no SQL of " + wanted,
                  "say --sql " + live};
  }
}

void print_plan(const std::string& dialect, const schema::PlanOptions& options,
                const schema::Operations& operations, const schema::Schema& before) {
  const schema::Plan plan = schema::make_dialect(dialect, options)->plan(operations, before);
  bool is_first = true;
  for (const schema::Step& step : plan.steps) {
    std::cout << (is_first ? "" : "\n") << step.sql << ";\n";
    is_first = false;
  }
}

}  // namespace

int run_diff(const Arguments& arguments) {
  const Usage usage{
      "diff",
      "Prints what leads from one schema to another, and exits 1 when there is something. Each is\n"
      "`models`, a revision (an id or its beginning, head, heads, base), or the URL of a "
      "database.\n"
      "Tables of a database that no model and no revision knows are named and left out.",
      "<from> <to>",
      {{"json", "the operations, for scripts", Option::Kind::flag, ""},
       {"sql", "the statements of sqlite or postgresql", Option::Kind::value, "DATABASE"},
       cache_option()},
      {"tenon diff head models",
       "tenon diff postgresql://tenon@localhost/blog head --sql postgresql",
       "tenon diff 3f2a 8d51 --json"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  Sides sides{project, workspace};
  Side from = sides.read(options.positional()[0]);
  Side to = sides.read(options.positional()[1]);
  const std::string live = common_dialect(from, to);
  if (options.has("sql")) check_dialect(options.value("sql"), live);
  if (!from.url.empty()) look(from, to, sides.last());
  if (!to.url.empty()) look(to, from, sides.last());
  const schema::Operations operations = schema::diff(from.schema, to.schema).operations;
  workspace.print();
  if (options.has("sql")) {
    print_plan(options.value("sql"), project.plan, operations, from.schema);
  } else {
    print_operations(operations, options.has("json"));
  }
  if (operations.empty()) {
    std::cerr << "nothing differs: " << to.shown << " is what " << from.shown << " is\n";
    return fine;
  }
  std::cerr << "above is what leads from " << from.shown << " to " << to.shown << "\n";
  return finding;
}

}  // namespace tenon::command
