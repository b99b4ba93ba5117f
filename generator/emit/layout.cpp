#include "emit/layout.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace tenon::emit {
namespace {

constexpr std::string_view open_mark = "«";
constexpr std::string_view close_mark = "»";

bool is_lone_tag(std::string_view line) {
  return base::starts_with(line, open_mark) &&
         line.find(close_mark) == line.size() - close_mark.size();
}

const nlohmann::json* look_up(const std::vector<const nlohmann::json*>& contexts,
                              const std::string& name) {
  for (auto context = contexts.rbegin(); context != contexts.rend(); ++context) {
    if (!(*context)->is_object()) continue;
    const auto found = (*context)->find(name);
    if (found != (*context)->end()) return &*found;
  }
  return nullptr;
}

void append_block(std::string_view value, std::string_view indent, std::string& out) {
  if (value.empty()) return;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find('\n', begin), value.size());
    if (end != begin) out.append(indent).append(value.substr(begin, end - begin));
    out += '\n';
    begin = end + 1;
  }
}

}  // namespace

Layout::Layout(std::string_view text) {
  std::size_t waiting = 0;  // the begin of what is no tag's line
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = text.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? text.size() : newline + 1;
    const std::string_view line = text.substr(begin, end - begin);
    const std::string_view tag = base::trim(line);
    if (is_lone_tag(tag)) {
      add_text(text.substr(waiting, begin - waiting));
      add_line(line, tag);
      waiting = end;
    }
    begin = end;
  }
  add_text(text.substr(waiting));
  match_sections();
}

// Text with tags in its lines; a comment may go over several.
void Layout::add_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t begin = text.find(open_mark);
    const std::size_t end =
        begin == std::string_view::npos ? begin : text.find(close_mark, begin + open_mark.size());
    const std::string_view literal = text.substr(0, end == std::string_view::npos ? end : begin);
    if (!literal.empty()) pieces_.push_back({Piece::Kind::text, std::string{literal}, "", 0});
    if (end == std::string_view::npos) return;
    const std::size_t name = begin + open_mark.size();
    add_tag(text.substr(name, end - name), false, "");
    text.remove_prefix(end + close_mark.size());
  }
}

void Layout::add_line(std::string_view line, std::string_view tag) {
  tag.remove_prefix(open_mark.size());
  tag.remove_suffix(close_mark.size());
  add_tag(tag, true, line.substr(0, line.find(open_mark)));
}

void Layout::add_tag(std::string_view tag, bool is_block, std::string_view indent) {
  const char sign = tag.empty() ? ' ' : tag.front();
  if (sign == '!') return;
  Piece::Kind kind = is_block ? Piece::Kind::block : Piece::Kind::value;
  if (sign == '#') kind = Piece::Kind::section;
  if (sign == '^') kind = Piece::Kind::inverted;
  if (sign == '/') kind = Piece::Kind::end;
  const bool has_sign = kind != Piece::Kind::block && kind != Piece::Kind::value;
  pieces_.push_back({kind, std::string{tag.substr(has_sign ? 1 : 0)}, std::string{indent}, 0});
}

void Layout::match_sections() {
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < pieces_.size(); ++at) {
    Piece& piece = pieces_[at];
    piece.last = pieces_.size();
    if (piece.kind == Piece::Kind::section || piece.kind == Piece::Kind::inverted)
      open.push_back(at);
    if (piece.kind != Piece::Kind::end || open.empty()) continue;
    pieces_[open.back()].last = at;
    open.pop_back();
  }
}

std::string Layout::render(const nlohmann::json& view) const {
  Contexts contexts = {&view};
  std::string out;
  render(0, pieces_.size(), contexts, out);
  return out;
}

void Layout::render(std::size_t begin, std::size_t end, Contexts& contexts,
                    std::string& out) const {
  for (std::size_t at = begin; at < end; ++at) {
    const Piece& piece = pieces_[at];
    switch (piece.kind) {
      case Piece::Kind::text:
        out += piece.text;
        break;
      case Piece::Kind::value:
      case Piece::Kind::block: {
        const nlohmann::json* value = look_up(contexts, piece.text);
        if (value == nullptr || !value->is_string()) break;
        const auto& text = value->get_ref<const std::string&>();
        if (piece.kind == Piece::Kind::block)
          append_block(text, piece.indent, out);
        else
          out += text;
        break;
      }
      case Piece::Kind::section:
      case Piece::Kind::inverted:
        render_section(at, contexts, out);
        at = piece.last;
        break;
      case Piece::Kind::end:
        break;
    }
  }
}

void Layout::render_section(std::size_t at, Contexts& contexts, std::string& out) const {
  const Piece& piece = pieces_[at];
  const nlohmann::json* value = look_up(contexts, piece.text);
  const bool is_false = value == nullptr || value->is_null() ||
                        (value->is_boolean() && !value->get<bool>()) ||
                        (value->is_array() && value->empty());
  if (is_false || piece.kind == Piece::Kind::inverted) {
    if (is_false == (piece.kind == Piece::Kind::inverted))
      render(at + 1, piece.last, contexts, out);
    return;
  }
  const auto render_with = [&](const nlohmann::json& context) {
    contexts.push_back(&context);
    render(at + 1, piece.last, contexts, out);
    contexts.pop_back();
  };
  if (!value->is_array()) return render_with(*value);
  for (const nlohmann::json& element : *value) render_with(element);
}

}  // namespace tenon::emit
