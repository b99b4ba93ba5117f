#include "base/json.hpp"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"

namespace tenon::base {
namespace {

constexpr std::size_t deepest = 100;

// Builds the tree from nlohmann's events. Events come in the document's order and between two
// tokens stand only blanks, commas and colons, so a cursor that walks along gives each token's
// bytes.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(int source, std::string_view text, Diagnostics& diagnostics)
      : source_(source), text_(text), diagnostics_(diagnostics) {}

  JsonNode take() { return std::move(root_); }

  bool null() override { return add(JsonNode::Kind::null, {}, false); }
  bool boolean(bool value) override { return add(JsonNode::Kind::boolean, {}, value); }
  bool number_integer(std::int64_t) override { return number(); }
  bool number_unsigned(std::uint64_t) override { return number(); }
  bool number_float(double, const std::string&) override { return number(); }
  bool string(std::string& value) override { return add(JsonNode::Kind::string, value, false); }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonNode::Kind::object); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonNode::Kind::array); }
  bool end_array() override { return close(); }
  bool key(std::string& name) override;
  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::json::exception& error) override;

 private:
  // The value itself hangs in its parent only when it is closed, so that no pointer can dangle.
  struct Open {
    JsonNode node;
    std::map<std::string, Span> keys;
    std::string key;
    Span key_span;
  };

  Span next_token();
  Span broken_token(std::size_t position) const;
  bool number();
  bool add(JsonNode::Kind kind, std::string text, bool boolean);
  bool open(JsonNode::Kind kind);
  bool close();
  void attach(JsonNode node);

  int source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  JsonNode root_;
  std::vector<Open> open_;
};

Span Builder::next_token() {
  const std::size_t begin = text_.find_first_not_of(" \t\r\n,:", at_);
  std::size_t end = begin + 1;
  if (text_[begin] == '"') {
    while (text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    ++end;
  } else if (std::string_view{"{}[]"}.find(text_[begin]) == std::string_view::npos) {
    end = std::min(text_.find_first_of(" \t\r\n,:]}", begin), text_.size());
  }
  at_ = end;
  return {source_, begin, end};
}

void Builder::attach(JsonNode node) {
  if (open_.empty()) {
    root_ = std::move(node);
  } else if (open_.back().node.is(JsonNode::Kind::array)) {
    open_.back().node.items.push_back(std::move(node));
  } else {
    Open& parent = open_.back();
    parent.node.members.push_back({parent.key, parent.key_span, std::move(node)});
  }
}

bool Builder::add(JsonNode::Kind kind, std::string text, bool boolean) {
  JsonNode node;
  node.kind = kind;
  node.text = std::move(text);
  node.boolean = boolean;
  node.span = next_token();
  attach(std::move(node));
  return true;
}

bool Builder::number() {
  const std::size_t before = at_;
  const Span span = next_token();
  at_ = before;
  return add(JsonNode::Kind::number, std::string{text_.substr(span.begin, span.end - span.begin)},
             false);
}

bool Builder::open(JsonNode::Kind kind) {
  Open next;
  next.node.kind = kind;
  next.node.span = next_token();
  if (open_.size() >= deepest) {
    diagnostics_.error(codes::json_too_deep, next.node.span,
                       "more than " + std::to_string(deepest) + " levels of arrays and objects");
    return false;
  }
  open_.push_back(std::move(next));
  return true;
}

bool Builder::close() {
  JsonNode node = std::move(open_.back().node);
  open_.pop_back();
  node.span.end = next_token().end;
  attach(std::move(node));
  return true;
}

bool Builder::key(std::string& name) {
  Open& object = open_.back();
  object.key = name;
  object.key_span = next_token();
  const auto [known, fresh] = object.keys.emplace(name, object.key_span);
  if (!fresh) {
    diagnostics_
        .error(codes::json_duplicate_key, object.key_span,
               "the key " + quote(name) + " stands twice in one object")
        .notes.push_back({"first written here", known->second});
  }
  return true;
}

// The token that the parser stumbled over: behind the last event come structural characters, then
// either the unexpected one of them or a word, number or string that is wrong.
Span Builder::broken_token(std::size_t position) const {
  constexpr std::string_view structural = ",:{}[]";
  constexpr std::string_view blanks = " \t\r\n";
  std::size_t begin = std::min(at_, text_.size());
  for (;;) {
    begin = std::min(text_.find_first_not_of(blanks, begin), text_.size());
    if (begin >= text_.size() || structural.find(text_[begin]) == std::string_view::npos) break;
    if (begin + 1 >= position) return {source_, begin, begin + 1};
    ++begin;
  }
  std::size_t end = std::min(text_.find_first_of(" \t\r\n,:{}[]\"", begin), text_.size());
  if (begin < text_.size() && text_[begin] == '"') end = std::min(position, text_.size());
  return {source_, begin, std::max(begin, end)};
}

bool Builder::parse_error(std::size_t position, const std::string& /*last_token*/,
                          const nlohmann::json::exception& error) {
  const std::string reason = error.what();
  const auto mentions = [&](std::string_view words) {
    return reason.find(words) != std::string::npos;
  };
  Span place = broken_token(position);
  std::string message = "unexpected " + quote(text_.substr(place.begin, place.end - place.begin));
  if (mentions("invalid string")) {
    message = "malformed string: a control character, a bad escape, or no closing quote";
  } else if (mentions("unexpected end of input")) {
    message = "the text ends before the JSON value does";
    const std::size_t last = text_.find_last_not_of(" \t\r\n");
    place.begin = last == std::string_view::npos ? 0 : last;
    place.end = place.begin + 1;
  } else if (mentions("invalid number")) {
    message = "malformed number";
  } else if (mentions("out_of_range")) {
    message = "a number beyond every range";
  } else if (mentions("invalid literal")) {
    message = "malformed word; JSON knows true, false and null";
  } else if (mentions("expected end of input")) {
    message = "text after the JSON value";
  }
  diagnostics_.error(codes::json_syntax, place, message);
  return false;
}

bool check_encoding(int source, std::string_view text, Diagnostics& diagnostics) {
  if (starts_with(text, "\xEF\xBB\xBF")) {
    diagnostics.error(codes::json_encoding, {source, 0, 3},
                      "the file begins with a byte order mark", "save it as UTF-8 without BOM");
    return false;
  }
  const std::size_t bad = find_invalid_utf8(text);
  if (bad == std::string_view::npos) return true;
  diagnostics.error(codes::json_encoding, {source, bad, bad + 1}, "this byte is no UTF-8",
                    "save the file as UTF-8");
  return false;
}

}  // namespace

const JsonMember* JsonNode::find_member(std::string_view key) const {
  for (const JsonMember& member : members)
    if (member.key == key) return &member;
  return nullptr;
}

const JsonNode* JsonNode::find(std::string_view key) const {
  const JsonMember* member = find_member(key);
  return member == nullptr ? nullptr : &member->value;
}

const char* describe(JsonNode::Kind kind) {
  switch (kind) {
    case JsonNode::Kind::null:
      return "null";
    case JsonNode::Kind::boolean:
      return "a boolean";
    case JsonNode::Kind::number:
      return "a number";
    case JsonNode::Kind::string:
      return "a string";
    case JsonNode::Kind::array:
      return "a list";
    case JsonNode::Kind::object:
      return "an object";
  }
  return "";
}

std::optional<JsonNode> parse_json(const Sources& sources, int source, Diagnostics& diagnostics) {
  const std::string& text = sources.text(source);
  if (!check_encoding(source, text, diagnostics)) return std::nullopt;
  const std::size_t before = diagnostics.all().size();
  Builder builder{source, text, diagnostics};
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (diagnostics.all().size() != before) return std::nullopt;
  return builder.take();
}

}  // namespace tenon::base
