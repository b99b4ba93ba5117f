#include "schema/diff_views.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "schema/dependency.hpp"

namespace tenon::schema {
namespace {

bool has(const std::vector<const View*>& views, const View& view) {
  return std::any_of(views.begin(), views.end(), [&](const View* one) {
    return one->schema == view.schema && one->name == view.name;
  });
}

/// The names of the views that are not there all the time, so far.
std::set<std::string> moving_names(const Schema& from, const Schema& to,
                                   const std::vector<const View*>& staying) {
  std::set<std::string> names;
  for (const Schema* schema : {&from, &to}) {
    for (const View& view : schema->views) {
      if (!has(staying, view)) names.insert(view.name);
    }
  }
  return names;
}

/// The same but for the comment.
bool is_same(View view, const View& wanted) {
  view.comment = wanted.comment;
  return view == wanted;
}

/// The views that nothing disturbs.
std::vector<const View*> staying_views(const Schema& from, const Schema& to,
                                       const Operations& operations) {
  std::vector<const View*> staying;
  for (const View& view : from.views) {
    const View* wanted = to.find_view(view.schema, view.name);
    const bool is_disturbed =
        std::any_of(operations.begin(), operations.end(),
                    [&](const Operation& one) { return disturbs(one, view, from); });
    if (wanted && is_same(view, *wanted) && !is_disturbed) staying.push_back(&view);
  }
  for (;;) {
    const std::set<std::string> moving = moving_names(from, to, staying);
    const auto reads_one = [&](const View* view) {
      return std::any_of(moving.begin(), moving.end(),
                         [&](const std::string& name) { return reads(*view, name); });
    };
    const auto end = std::remove_if(staying.begin(), staying.end(), reads_one);
    if (end == staying.end()) return staying;
    staying.erase(end, staying.end());
  }
}

}  // namespace

Operations diff_views(const Schema& from, const Schema& to, const Operations& operations) {
  const std::vector<const View*> staying = staying_views(from, to, operations);
  Operations made;
  for (const View& view : from.views) {
    if (!has(staying, view)) made.push_back(DropView{view});
  }
  for (const View& view : to.views) {
    if (!has(staying, view)) {
      made.push_back(CreateView{view});
      continue;
    }
    const View& old = *from.find_view(view.schema, view.name);
    if (old.comment != view.comment)
      made.push_back(SetViewComment{{view.schema, view.name}, old.comment, view.comment});
  }
  return made;
}

}  // namespace tenon::schema
