// A step of a database's history as the runtime sees it: SQL texts with what the runner has to know
// of each, and the graph that parents make. `tenon` reads revisions from folders
// (generator/migrate/FORMAT.md); a service carries them embedded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/dialect.hpp>

namespace tenon {

/// How a statement goes over the rows of a table: one range of keys after the other, each in a
/// transaction of its own, which also writes into the history how far it has come. The statement
/// names the columns of the first key `$1`, …, those of the last one behind them:
/// `"id" between $1 and $2`. What else stands in its group runs again before each batch.
struct StatementBatches {
  int rows = 0;                  ///< of a batch; 0: the statement runs once, as it stands
  std::string table;             ///< as SQL spells it, with its schema
  std::vector<std::string> key;  ///< columns that are unique together and never NULL
};

struct MigrationStatement {
  std::string sql;
  /// Over the SQL tokens of this statement and all before it in the script: comments, white space
  /// and line ends do not count. The last one is the script's.
  std::string checksum;
  /// Statements that follow each other with one number run in one transaction. After a stop the
  /// runner goes on with the group that did not end.
  int group = 1;
  /// False for what a database refuses inside a transaction (CREATE INDEX CONCURRENTLY). The
  /// statements of such a group are repeated from its first one after a stop.
  bool is_transactional = true;
  /// SQLite: tables that this statement's transaction makes anew. The runner then switches foreign
  /// keys off before it, carries views and triggers over, and checks the keys before the commit.
  std::vector<std::string> rebuilds;
  /// Way down: how many statements of the way up have run, at least, when this one is needed to
  /// take back a revision that stopped on its way up. -1: not said; then nobody takes it back.
  int undoes = -1;
  /// Way down: this statement runs only when the way up stopped after so many of its statements,
  /// from the one number to the other. -1: it has nothing to do with a stop.
  int stopped_from = -1;
  int stopped_to = -1;
  /// PostgreSQL only.
  StatementBatches batches = {};
  /// SQLite: this statement makes the table that takes another one's place, which was planned as
  /// these statements have it, CREATE TABLE and its indexes, with semicolons between them. What the
  /// live table has beyond them and beyond the new one would be lost: the runner refuses.
  /// PostgreSQL: this statement drops a column, which the first line names, and what goes with it
  /// may only be what the other lines name. Or it clears away what a build of an index has left,
  /// and this is `no index`: one that is valid stays, and the build is left out where it is that
  /// one.
  std::string was = {};
  /// What runs in place of SQL, which is empty then: the name of a MigrationCode.
  std::string code = {};
};

struct MigrationScript {
  std::vector<MigrationStatement> statements;
  /// What the script destroys and nobody has accepted with a reason. Not empty: it is refused.
  std::vector<std::string> unaccepted;

  /// The last statement's, "" for an empty script.
  std::string_view checksum() const;
};

struct Revision {
  struct Scripts {
    Dialect dialect = Dialect::postgresql;
    MigrationScript up;
    MigrationScript down;
  };

  std::string id;
  std::vector<std::string> parents;
  std::string message;
  std::vector<Scripts> scripts;
  /// A squashed revision: what it stands for, in order; several where one of them was squashed
  /// itself. A database that has all of one counts as having this revision, one in the midst of it
  /// goes on through them, any other runs this one alone.
  std::vector<std::vector<std::string>> replaces = {};

  /// Null when the revision has none for that database.
  const Scripts* find(Dialect dialect) const;
};

/// Who comes after whom. Everything throws Error migration when the user's revisions or target make
/// no sense, with a message that names them.
class RevisionGraph {
 public:
  struct Node {
    std::string id;
    std::vector<std::string> parents;
    std::vector<std::vector<std::string>> replaces = {};  ///< see Revision
  };

  RevisionGraph() = default;
  /// Without what squashed revisions replace, but for a database that stands among that: `applied`
  /// is what it has, `begun` what stopped half way. Refuses an id that occurs twice, a parent that
  /// does not exist, a circle.
  explicit RevisionGraph(const std::vector<Node>& nodes,
                         const std::vector<std::string>& applied = {},
                         const std::vector<std::string>& begun = {});
  explicit RevisionGraph(const std::vector<Revision>& revisions);

  /// All ids, parents before children, else in the order in which they were given.
  const std::vector<std::string>& order() const { return order_; }
  bool contains(std::string_view id) const;
  const std::vector<std::string>& parents(std::string_view id) const;
  /// Those that build on it, in the order of order().
  std::vector<std::string> children(std::string_view id) const;
  /// The revision that stands for the one that `text` names in full or by its beginning; "": none.
  std::string replacement(std::string_view text) const;

  /// Those that are nobody's parent.
  std::vector<std::string> heads() const;
  /// Those of `ids` that are no parent of another one of `ids`.
  std::vector<std::string> heads_of(const std::vector<std::string>& ids) const;
  /// `ids` and everything that they build on, parents first.
  std::vector<std::string> ancestors(const std::vector<std::string>& ids) const;

  /// The id that `text` names in full or by its beginning.
  const std::string& find(std::string_view text) const;
  /// `head`, `heads`, `base` (nothing), an id or its beginning; each may be followed by `-N` or
  /// `+N`, so many revisions before or after it, where that is one.
  std::vector<std::string> resolve(std::string_view target) const;

  /// What is to be run, in order, for `head`, `heads`, `+N`, an id or its beginning, when `applied`
  /// are.
  std::vector<std::string> upgrade_path(std::string_view target,
                                        const std::vector<std::string>& applied) const;
  /// What is to be undone, in order, for `base`, `-N`, an id or its beginning: the revision that is
  /// named stays.
  std::vector<std::string> downgrade_path(std::string_view target,
                                          const std::vector<std::string>& applied) const;

 private:
  std::size_t index_of(std::string_view id) const;
  std::vector<std::string> walk(std::vector<std::string> from, std::string_view steps) const;
  std::vector<bool> flags(const std::vector<std::string>& ids) const;
  void sort();

  std::vector<Node> nodes_;
  std::vector<std::pair<std::string, std::string>> replaced_;  ///< and by what
  std::vector<std::size_t> by_id_;  ///< indexes into nodes_, sorted by id
  std::vector<std::string> order_;
};

}  // namespace tenon
