#include "base/json.hpp"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/codes.hpp"
#include "base/json_error.hpp"
#include "base/text.hpp"

namespace tenon::base {
namespace {

constexpr std::size_t deepest = 100;
constexpr std::size_t largest = std::size_t{256} * 1024 * 1024;  // bytes of a document
constexpr std::size_t longest_number = 1000;                     // characters; a Decimal's digits

// Builds the tree from nlohmann's events. Events come in the document's order and between two
// tokens stand only blanks, commas and colons, so a cursor that walks along gives each token's
// bytes.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(int source, std::string_view text, std::string_view unread, Diagnostics& diagnostics)
      : source_(source), text_(text), unread_(unread), diagnostics_(diagnostics) {}

  JsonNode take() { return std::move(root_); }

  bool null() override { return word("null", JsonNode::Kind::null, false); }
  bool boolean(bool value) override {
    return word(value ? "true" : "false", JsonNode::Kind::boolean, value);
  }
  bool number_integer(std::int64_t) override { return number(); }
  bool number_unsigned(std::uint64_t) override { return number(); }
  bool number_float(double, const std::string&) override { return number(); }
  bool string(std::string& value) override;
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
    bool is_kept = true;  // what it holds
    std::map<std::string, Span> keys;
    std::string key;
    Span key_span;
  };

  Span next_token();
  bool number();
  bool word(std::string_view text, JsonNode::Kind kind, bool boolean);
  bool open(JsonNode::Kind kind);
  bool close();
  void attach(JsonNode node);

  int source_;
  std::string_view text_;
  std::string_view unread_;
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
  } else if (!open_.back().is_kept) {
    return;
  } else if (open_.back().node.is(JsonNode::Kind::array)) {
    open_.back().node.items.push_back(std::move(node));
  } else {
    Open& parent = open_.back();
    parent.node.members.push_back({parent.key, parent.key_span, std::move(node)});
  }
}

bool Builder::string(std::string& value) {
  JsonNode node;
  node.kind = JsonNode::Kind::string;
  node.text = std::move(value);
  node.span = next_token();
  attach(std::move(node));
  return true;
}

// The library takes `trues` for true and something behind it.
bool Builder::word(std::string_view text, JsonNode::Kind kind, bool boolean) {
  JsonNode node;
  node.kind = kind;
  node.boolean = boolean;
  node.span = next_token();
  const std::string_view found = text_.substr(node.span.begin, node.span.end - node.span.begin);
  if (found != text) {
    report_bad_word(node.span, found, diagnostics_);
    return false;
  }
  attach(std::move(node));
  return true;
}

bool Builder::number() {
  const Span span = next_token();
  const std::string_view text = text_.substr(span.begin, span.end - span.begin);
  // The library takes 01 for two numbers, and complains about the second.
  if (!is_json_number(text)) {
    report_bad_number(span, text, diagnostics_);
    return false;
  }
  if (text.size() > longest_number) {
    diagnostics_.error(codes::json_too_large, {span.source, span.begin, span.begin + 20},
                       "a number of " + std::to_string(text.size()) + " characters",
                       "a number has at most " + std::to_string(longest_number));
    return false;
  }
  JsonNode node;
  node.kind = JsonNode::Kind::number;
  node.text = text;
  node.span = span;
  attach(std::move(node));
  return true;
}

bool Builder::open(JsonNode::Kind kind) {
  Open next;
  next.node.kind = kind;
  next.node.span = next_token();
  if (open_.size() >= deepest) {
    diagnostics_.error(codes::json_too_deep, next.node.span,
                       "more than " + std::to_string(deepest) + " levels of arrays and objects",
                       "a model needs about ten");
    return false;
  }
  next.is_kept =
      open_.empty() || (open_.back().is_kept &&
                        !(open_.size() == 1 && !unread_.empty() && open_.back().key == unread_));
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
               "the key " + quote(name) + " stands twice in one object", "remove one of them")
        .notes.push_back({"first written here", known->second});
  }
  return true;
}

bool Builder::parse_error(std::size_t position, const std::string& /*last_token*/,
                          const nlohmann::json::exception& error) {
  std::string open;
  for (const Open& one : open_) open += one.node.is(JsonNode::Kind::object) ? '{' : '[';
  report_syntax_error({source_, text_, std::min(at_, text_.size()), position, open}, error.what(),
                      diagnostics_);
  return false;
}

bool check_encoding(int source, std::string_view text, Diagnostics& diagnostics) {
  if (starts_with(text, "\xEF\xBB\xBF")) {
    diagnostics.error(codes::json_encoding, {source, 0, 3},
                      "the file begins with a byte order mark", "save it as UTF-8 without BOM");
    return false;
  }
  // The library takes NUL for the end, and would not see what stands behind it.
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    diagnostics.error(codes::json_encoding, {source, nul, nul + 1}, "a NUL byte in the text",
                      "save the file as UTF-8; in a string it is written \\u0000");
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

std::optional<JsonNode> parse_json(const Sources& sources, int source, Diagnostics& diagnostics,
                                   std::string_view unread) {
  const std::string& text = sources.text(source);
  if (text.size() > largest) {
    diagnostics.error(codes::json_too_large, {source, 0, 1},
                      "the document has " + std::to_string(text.size()) + " bytes",
                      "a document has at most 256 MiB: split it");
    return std::nullopt;
  }
  if (!check_encoding(source, text, diagnostics)) return std::nullopt;
  const std::size_t before = diagnostics.all().size();
  Builder builder{source, text, unread, diagnostics};
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (diagnostics.all().size() != before) return std::nullopt;
  return builder.take();
}

}  // namespace tenon::base
