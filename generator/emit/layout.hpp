// A Mustache template that was read once and is filled many times, straight from a view: values,
// sections, inverted sections and comments, between « and ». Private to emit/template, whose check
// has seen that every tag has its value before a layout is filled.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace tenon::emit {

class Layout {
 public:
  /// Reads a template. A line that holds nothing but a section's tag or a comment leaves no line;
  /// one that holds nothing but a value's tag is a block.
  explicit Layout(std::string_view text);

  /// The template filled with the view. Each line of a block's value stands behind the tag's
  /// indentation, and an empty value leaves no line. What the view lacks is rendered as nothing.
  std::string render(const nlohmann::json& view) const;

 private:
  struct Piece {
    enum class Kind { text, value, block, section, inverted, end };
    Kind kind = Kind::text;
    std::string text;      // literal text, or the name
    std::string indent;    // of a block
    std::size_t last = 0;  // a section's end
  };
  using Contexts = std::vector<const nlohmann::json*>;

  void add_text(std::string_view text);
  void add_line(std::string_view line, std::string_view tag);
  void add_tag(std::string_view tag, bool is_block, std::string_view indent);
  void match_sections();
  void render(std::size_t begin, std::size_t end, Contexts& contexts, std::string& out) const;
  void render_section(std::size_t at, Contexts& contexts, std::string& out) const;

  std::vector<Piece> pieces_;
};

}  // namespace tenon::emit
