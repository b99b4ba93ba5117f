// The check that makes Mustache safe: walks the tags of a template beside the view that will fill
// it.
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "emit/template.hpp"

namespace tenon::emit {
namespace {

constexpr std::string_view open_mark = "«";
constexpr std::string_view close_mark = "»";

struct Tag {
  char kind = 'v';  // v: value, #: section, ^: inverted section, /: end of a section, !: comment,
                    // ~: soft break, ?: word to look for
  std::string name;
  base::Span span;
};

std::vector<Tag> tags_of(int source, const base::Sources& sources, base::Diagnostics& diagnostics) {
  const std::string& text = sources.text(source);
  std::vector<Tag> tags;
  std::size_t at = 0;
  while ((at = text.find(open_mark, at)) != std::string::npos) {
    const std::size_t begin = at + open_mark.size();
    const std::size_t end = text.find(close_mark, begin);
    if (end == std::string::npos) {
      diagnostics.error("template-tag", {source, at, begin}, "tag is never closed",
                        "write » after the name");
      break;
    }
    Tag tag{'v', text.substr(begin, end - begin), {source, begin, end}};
    if (!tag.name.empty() && std::string_view("#^/!").find(tag.name[0]) != std::string_view::npos) {
      tag.kind = tag.name[0];
      tag.name.erase(0, 1);
    }
    if (tag.name == "~") tag.kind = '~';
    if (base::starts_with(tag.name, "? ")) tag.kind = '?';
    tags.push_back(std::move(tag));
    at = end + close_mark.size();
  }
  return tags;
}

class Checker {
 public:
  Checker(std::vector<Tag> tags, base::Diagnostics& diagnostics)
      : tags_(std::move(tags)), diagnostics_(diagnostics) {}

  void run(const nlohmann::json& view) {
    contexts_ = {&view};
    std::size_t at = 0;
    while (at < tags_.size()) at = check(at);
  }

 private:
  /// Checks the tag at `at` with what it encloses; returns the index behind it.
  std::size_t check(std::size_t at) {
    const Tag& tag = tags_[at];
    if (tag.kind == '!' || tag.kind == '~' || tag.kind == '?') return at + 1;
    if (tag.kind == '/') {
      report(tag, "end of a section that was never begun: '" + tag.name + "'");
      return at + 1;
    }
    const nlohmann::json* value = look_up(tag);
    if (tag.kind == 'v') {
      if (value && !value->is_string()) report(tag, "'" + tag.name + "' is not a text");
      return at + 1;
    }
    const std::optional<std::size_t> end = end_of(at);
    if (!end) {
      report(tag, "section '" + tag.name + "' is never ended");
      return tags_.size();
    }
    if (value) check_section(at, *end, *value);
    return *end + 1;
  }

  void check_section(std::size_t begin, std::size_t end, const nlohmann::json& value) {
    if (value.is_string())
      report(tags_[begin], "'" + tags_[begin].name + "' is a text, not a section");
    if (!value.is_array() || tags_[begin].kind == '^')
      return check_body(begin, end, value.is_object() ? &value : nullptr);
    for (const nlohmann::json& element : value) check_body(begin, end, &element);
  }

  void check_body(std::size_t begin, std::size_t end, const nlohmann::json* context) {
    if (context) contexts_.push_back(context);
    for (std::size_t at = begin + 1; at < end;) at = check(at);
    if (context) contexts_.pop_back();
  }

  std::optional<std::size_t> end_of(std::size_t begin) const {
    int depth = 0;
    for (std::size_t at = begin; at < tags_.size(); ++at) {
      if (tags_[at].name != tags_[begin].name) continue;
      if (tags_[at].kind == '#' || tags_[at].kind == '^') ++depth;
      if (tags_[at].kind == '/' && --depth == 0) return at;
    }
    return std::nullopt;
  }

  const nlohmann::json* look_up(const Tag& tag) {
    for (auto context = contexts_.rbegin(); context != contexts_.rend(); ++context) {
      if (!(*context)->is_object()) continue;
      const auto found = (*context)->find(tag.name);
      if (found != (*context)->end()) return &*found;
    }
    report(tag, "the view has no '" + tag.name + "'");
    return nullptr;
  }

  void report(const Tag& tag, std::string message) {
    diagnostics_.error("template-tag", tag.span, std::move(message));
  }

  std::vector<Tag> tags_;
  base::Diagnostics& diagnostics_;
  std::vector<const nlohmann::json*> contexts_;
};

}  // namespace

void check_tags(int source, const nlohmann::json& view, const base::Sources& sources,
                base::Diagnostics& diagnostics) {
  Checker(tags_of(source, sources, diagnostics), diagnostics).run(view);
}

}  // namespace tenon::emit
