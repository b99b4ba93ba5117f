#include "emit/template.hpp"

#include <filesystem>

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::emit {
namespace {

namespace mustache = kainjow::mustache;

// Marks around a block and behind a line that is gone: as soft_break, no part of UTF-8.
constexpr char block_begin = '\xfd';  // then the indentation
constexpr char block_text = '\xfe';   // then the value
constexpr char block_end = '\xff';
constexpr std::string_view marks = "\xfd\xfe\xff";
// Around a name behind a line that stands only if the file has the name.
constexpr char name_begin = '\xfb';
constexpr char name_end = '\xfa';

mustache::data to_data(const nlohmann::json& value) {
  if (value.is_string()) return mustache::data{value.get<std::string>()};
  if (value.is_boolean()) return mustache::data{value.get<bool>()};
  if (value.is_array()) {
    mustache::data list{mustache::data::type::list};
    for (const nlohmann::json& element : value) list.push_back(to_data(element));
    return list;
  }
  mustache::data object{mustache::data::type::object};
  for (const auto& [name, member] : value.items()) object.set(name, to_data(member));
  return object;
}

/// A line that holds nothing but one tag, made ready for the library. A section's tag and a comment
/// leave no line: Mustache asks for that, the library forgets it at the end of a section that is
/// not rendered, and a mark behind the tag keeps it from having a say. A value's tag is a block.
std::string tag_line(std::string_view line) {
  const std::string_view tag = base::trim(line);
  if (base::starts_with(tag, "«!")) return "";
  const bool is_section =
      base::starts_with(tag, "«#") || base::starts_with(tag, "«^") || base::starts_with(tag, "«/");
  if (is_section) return std::string(tag) + block_end;
  return block_begin + std::string(line.substr(0, line.find("«"))) + block_text + std::string(tag) +
         block_end;
}

std::string with_tag_lines(const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    end = end == std::string::npos ? text.size() : end + 1;
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    const std::string_view tag = base::trim(line);
    const bool is_tag =
        base::starts_with(tag, "«") && tag.find("»") == tag.size() - std::string_view("»").size();
    out += is_tag ? tag_line(line) : std::string(line);
    begin = end;
  }
  return out;
}

/// Each line of a block stands behind its tag's indentation; an empty block leaves no line.
std::string with_blocks_laid_out(std::string_view rendered) {
  std::string out;
  out.reserve(rendered.size());
  while (true) {
    const std::size_t mark = rendered.find_first_of(marks);
    out += rendered.substr(0, mark);
    if (mark == std::string_view::npos) return out;
    if (rendered[mark] != block_begin) {
      rendered.remove_prefix(mark + 1);
      continue;
    }
    const std::size_t text = rendered.find(block_text, mark);
    const std::size_t end = rendered.find(block_end, text);
    const std::string_view indent = rendered.substr(mark + 1, text - mark - 1);
    if (end > text + 1) {
      for (const std::string& line : base::split(rendered.substr(text + 1, end - text - 1), "\n")) {
        if (!line.empty()) out.append(indent).append(line);
        out += '\n';
      }
    }
    rendered.remove_prefix(end + 1);
  }
}

/// «~» and «? name» as marks, which Mustache lets through.
std::string with_marks(const std::string& text) {
  constexpr std::string_view open = "«? ";
  constexpr std::string_view close = "»";
  std::string out = base::replace_all(text, "«~»", soft_break);
  for (std::size_t at = 0; (at = out.find(open, at)) != std::string::npos;) {
    const std::size_t end = out.find(close, at);
    if (end == std::string::npos) break;
    out.replace(end, close.size(), 1, name_end);
    out.replace(at, open.size(), 1, name_begin);
  }
  return out;
}

/// Whether the file has the name outside of marks; one with `*` at its end begins others.
bool has_name(std::string_view file, std::string_view name) {
  const bool is_begin = base::ends_with(name, "*");
  if (is_begin) name.remove_suffix(1);
  for (std::size_t at = 0; (at = file.find(name, at)) != std::string_view::npos;) {
    const bool is_mark = at > 0 && file[at - 1] == name_begin;
    at += name.size();
    const char next = at < file.size() ? file[at] : ' ';
    const bool is_whole = !base::is_lower(next) && !base::is_digit(next) && next != '_';
    if (!is_mark && (is_begin || is_whole)) return true;
  }
  return false;
}

/// Without the lines whose name the file has not. Empty lines that then meet become one.
std::string with_used_lines(const std::string& text) {
  if (text.find(name_begin) == std::string::npos) return text;
  std::string out;
  bool was_empty = false;    // the line before, of those that stand
  bool is_left_out = false;  // behind it
  for (const std::string& line : base::split(text, "\n")) {
    const std::size_t mark = line.find(name_begin);
    const bool is_used = mark == std::string::npos ||
                         has_name(text, line.substr(mark + 1, line.find(name_end) - mark - 1));
    const bool meets = is_left_out && was_empty && line.empty();
    if (is_used && !meets) {
      out += line.substr(0, mark) + "\n";
      was_empty = line.empty();
    }
    is_left_out = !is_used;
  }
  out.pop_back();
  return out;
}

constexpr std::size_t widest = 100;

/// A line with soft breaks, broken where it has to be.
std::string broken(std::string_view line) {
  const std::vector<std::string> parts = base::split(line, soft_break);
  const std::string indent(line.find_first_not_of(' ') + 4, ' ');
  std::string out;
  std::string current = parts.front();
  std::size_t rest = line.size() - current.size() - (parts.size() - 1);  // that is still to come
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const bool rest_fits = current.size() + rest <= widest;
    const bool fits = current.size() + parts[i].size() <= widest;
    if (!rest_fits && (!fits || indent.size() + rest <= widest)) {
      while (current.back() == ' ') current.pop_back();
      out += current + "\n";
      current = indent;
    }
    current += parts[i];
    rest -= parts[i].size();
  }
  return out + current;
}

std::string with_lines_broken(const std::string& text) {
  if (text.find(soft_break) == std::string::npos) return text;
  std::string out;
  out.reserve(text.size());
  for (const std::string& line : base::split(text, "\n")) {
    out += line.find(soft_break) == std::string::npos ? line : broken(line);
    out += '\n';
  }
  out.pop_back();
  return out;
}

}  // namespace

struct Templates::Parsed {
  explicit Parsed(const std::string& text)
      : engine("{{=« »=}}" + with_tag_lines(with_marks(text))) {
    engine.set_custom_escape([](const std::string& value) { return value; });
  }

  mustache::mustache engine;
};

void Templates::replace_from(const std::string& directory, base::Sources& sources,
                             base::Diagnostics& diagnostics) {
  std::error_code error;
  for (const std::string& name : base::glob(directory, "*.mustache", error)) {
    const std::filesystem::path path = std::filesystem::path(directory) / name;
    const std::string text = base::read_file(path, error);
    if (error) break;
    if (texts_.count(name) == 0) {
      std::vector<std::string> known;
      for (const auto& [ours, unused] : texts_) known.push_back(ours);
      const int source = sources.add(path.generic_string(), text);
      diagnostics.error("unknown-template", {source, 0, 0},
                        "no template has the name '" + name + "'", base::did_you_mean(name, known));
      continue;
    }
    texts_[name] = text;
    parsed_.erase(name);
    replaced_[name] = path.generic_string();
  }
  if (error)
    diagnostics.error("unknown-template", {},
                      "cannot read the folder '" + directory + "': " + error.message());
}

std::string Templates::render(const std::string& name, const nlohmann::json& view,
                              base::Sources& sources, base::Diagnostics& diagnostics) const {
  const auto replaced = replaced_.find(name);
  const std::string path = replaced == replaced_.end() ? "templates/" + name : replaced->second;
  int source = sources.find(path);
  if (source < 0) source = sources.add(path, texts_.at(name));
  base::Diagnostics findings;
  check_tags(source, view, sources, findings);
  for (const base::Diagnostic& finding : findings.all())
    diagnostics.error(finding.code, finding.span, finding.message, finding.hint);
  if (findings.has_errors()) return {};

  std::shared_ptr<Parsed>& parsed = parsed_[name];
  if (!parsed) parsed = std::make_shared<Parsed>(sources.text(source));
  if (!parsed->engine.is_valid()) {
    diagnostics.error("template-tag", {source, 0, 0},
                      "template cannot be read: " + parsed->engine.error_message());
    return {};
  }
  std::string rendered;
  parsed->engine.render(to_data(view), [&](const std::string& piece) { rendered += piece; });
  return with_lines_broken(with_used_lines(with_blocks_laid_out(rendered)));
}

}  // namespace tenon::emit
