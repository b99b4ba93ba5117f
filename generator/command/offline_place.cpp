#include "command/offline_place.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "command/offline_reader.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

using Ids = std::vector<std::string>;

struct Stop {
  std::string message;
  std::string condition;
};

bool has(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Ids replaced_by(const migrate::StoredRevision& revision) {
  Ids ids;
  for (const Ids& way : revision.replaces) ids.insert(ids.end(), way.begin(), way.end());
  return ids;
}

class Place {
 public:
  Place(const migrate::Store& store, const migrate::StoredRevision& revision,
        const std::string& history)
      : store_(store), revision_(revision), history_(history) {}

  std::vector<Stop> stops(migrate::Direction direction) const {
    const std::string named = "revision " + revision_.id;
    Ids own = replaced_by(revision_);
    own.push_back(revision_.id);
    if (direction == migrate::Direction::down) {
      std::vector<Stop> stops = {{named + " is not applied", "not " + is_applied(revision_.id)},
                                 {named + " was adopted: what it makes was there before it",
                                  exists(own, " and h.\"state\" like '% adopted'")}};
      const Ids above = children(own);
      if (!above.empty())
        stops.push_back({"a revision that builds on " + revision_.id + " is in the history",
                         exists(above, "")});
      return stops;
    }
    std::vector<Stop> stops = {{named + " is in the history already", exists(own, "")}};
    for (const std::string& parent : revision_.parents)
      stops.push_back(
          {named + " builds on " + parent + ", which is not applied", "not " + is_applied(parent)});
    return stops;
  }

 private:
  /// The rows of the history that have one of the ids, and what else the condition says.
  std::string rows(const Ids& ids, const std::string& condition) const {
    Ids texts;
    for (const std::string& id : ids) texts.push_back(schema::quote_text(id));
    return "from " + history_ + " h where h.\"id\" in (" + base::join(texts, ", ") + ")" +
           condition;
  }

  std::string exists(const Ids& ids, const std::string& condition) const {
    return "exists (select 1 " + rows(ids, condition) + ")";
  }

  /// The revision, one that stands for it, or all of one list that it stands for.
  std::string is_applied(const std::string& id) const {
    constexpr const char* applied = " and h.\"state\" like 'applied%'";
    Ids ids = {id};
    std::string others;
    for (const migrate::StoredRevision& one : store_.revisions) {
      if (has(replaced_by(one), id)) ids.push_back(one.id);
      if (one.id != id) continue;
      for (const Ids& way : one.replaces)
        others +=
            " or (select count(*) " + rows(way, applied) + ") = " + std::to_string(way.size());
    }
    return "(" + exists(ids, applied) + others + ")";
  }

  Ids children(const Ids& own) const {
    Ids above;
    for (const migrate::StoredRevision& one : store_.revisions) {
      const bool builds_on = std::any_of(one.parents.begin(), one.parents.end(),
                                         [&](const std::string& id) { return has(own, id); });
      if (builds_on && !has(own, one.id)) above.push_back(one.id);
    }
    return above;
  }

  const migrate::Store& store_;
  const migrate::StoredRevision& revision_;
  const std::string& history_;
};

}  // namespace

std::string refuse_place(const migrate::Store& store, const migrate::StoredRevision& revision,
                         migrate::Direction direction, const std::string& history, bool is_sqlite) {
  const bool is_up = direction == migrate::Direction::up;
  std::string text;
  for (const Stop& stop : Place{store, revision, history}.stops(direction)) {
    if (is_sqlite) {
      text += stop_if(stop.message, "select 1\nwhere " + stop.condition);
      continue;
    }
    text += "  if " + stop.condition + " then\n    raise exception " +
            schema::quote_text(stop.message) + "\n      using hint = '" +
            (is_up ? "`tenon upgrade`" : "`tenon downgrade`") +
            " looks where the database stands, and goes on where a script stopped';\n  end if;\n";
  }
  return is_sqlite ? text : schema::do_block("begin\n" + text + "end") + ";\n\n";
}

}  // namespace tenon::command
