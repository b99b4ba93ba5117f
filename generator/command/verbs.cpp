#include "command/verbs.hpp"

namespace tenon::command {

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> table{
      {"init", "start a project in this folder", run_init},
      {"generate", "write the data layer that the models describe", run_generate},
      {"revision", "write the migration from the last revision to the models", run_revision},
      {"upgrade", "bring the database to a later revision", run_upgrade},
      {"downgrade", "bring the database back to an earlier revision", run_downgrade},
      {"current", "at which revision the database stands", run_current},
      {"history", "all revisions", run_history},
      {"heads", "the revisions on which nothing builds yet", run_heads},
      {"show", "one revision: what it does, its files, its hazards", run_show},
      {"stamp", "say that the database is at a revision, and run nothing", run_stamp},
      {"check", "whether a revision is missing for the models", run_check},
      {"dump", "print a stage: draft, model, schema, operations, statements", run_dump},
      {"help", "this text; `help annotations [word]`: the words of the models; `help types`",
       run_help},
      {"templates", "write the templates out", run_templates},
      {"import", "models from a live database", run_import},
      {"adopt", "take over a database that exists", run_adopt},
      {"branches", "revisions on which several build", run_branches},
      {"merge", "join two heads", run_merge},
      {"squash", "make one revision of several", run_squash},
      {"verify", "replay all revisions in an empty database and compare", run_verify},
      {"lint", "judge revisions and SQL files by the rules of safe migrations", run_lint},
      {"diff", "what differs between models, revisions and databases", run_diff},
      {"grants", "what the role of an application needs of the database, as SQL", run_grants},
      {"seed", "bring rows from JSON or CSV files into the database", run_seed},
      {"docs", "documentation of the models", nullptr},
  };
  return table;
}

}  // namespace tenon::command
