#include "frontend/clang/compiler_errors.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {
namespace {

constexpr std::size_t most_notes = 20;
constexpr const char* include_hint = "include the header that declares it";
constexpr const char* folder_hint =
    "where it is needed, name its folder in tenon.json: \"clang\": {\"include\": [\"…\"]}";
constexpr const char* default_hint =
    "write a literal or an enumerator, or 'default_sql', or no default";

bool is_unknown_name(std::string_view message) {
  static constexpr std::string_view starts[] = {
      "unknown type name '",     "use of undeclared identifier '",
      "no type named '",         "no template named '",
      "no member named '",       "unknown class name '",
      "expected class name",     "unknown template name '",
      "expected namespace name", "implicit instantiation of undefined template"};
  for (const std::string_view start : starts)
    if (base::starts_with(message, start)) return true;
  return false;
}

// About where an attribute stands: our own check tells it (oracle.hpp), for our attributes.
bool is_about_attributes(std::string_view message) {
  return base::starts_with(message, "misplaced attributes") ||
         base::starts_with(message, "an attribute list cannot appear here");
}

// Where the name that the compiler misses is declared.
const char* hint_for(std::string_view message) {
  return message.find("identifier 'tenon'") == message.npos ? include_hint
                                                            : "write #include <tenon/model.hpp>";
}

class Checker {
 public:
  Checker(const Unit& unit, const std::vector<Text>& texts, const std::vector<Taken>& taken,
          base::Diagnostics& diagnostics)
      : unit_(unit), texts_(texts), taken_(taken), diagnostics_(diagnostics) {}

  void run() {
    for (const UnitDiagnostic& one : unit_.diagnostics)
      if (one.is_error && !is_about_attributes(one.message) && !is_told(one.place)) judge(one);
    for (std::size_t i = 0; i < taken_.size(); ++i) tell_silent(i);
    if (notes_ > most_notes)
      diagnostics_.warning(base::codes::cxx_note, {},
                           "the compiler has " + std::to_string(notes_ - most_notes) +
                               " further errors outside the models");
  }

 private:
  // Inside of an attribute of ours whose arguments were refused already.
  bool is_told(const Place& place) const {
    if (place.file < 0) return false;
    const Text& text = texts_[static_cast<std::size_t>(place.file)];
    for (const AttributeGroup& group : text.attributes.groups()) {
      const base::Span span = text.file.span(group.first, group.last);
      if (place.offset < span.begin || place.offset >= span.end) continue;
      for (const ReadAnnotation& one : group.annotations)
        if (!one.is_valid) return true;
    }
    return false;
  }

  // The innermost declaration around the place, or taken_.size().
  std::size_t find(const Place& place) const {
    std::size_t best = taken_.size();
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      const UnitDeclaration& one = *taken_[i].unit;
      if (one.begin.file != place.file || place.offset < one.begin.offset ||
          place.offset > one.end.offset)
        continue;
      if (best == taken_.size() || one.begin.offset > taken_[best].unit->begin.offset) best = i;
    }
    return best;
  }

  const TextFile& file_of(std::size_t taken) const {
    return texts_[static_cast<std::size_t>(taken_[taken].unit->begin.file)].file;
  }

  std::size_t member_at(std::size_t taken, std::size_t offset) const {
    const std::vector<Member>& members = *taken_[taken].members;
    const TextFile& file = file_of(taken);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const base::Span span = file.span(members[i].first, members[i].last);
      if (offset >= span.begin && offset <= span.end) return i;
    }
    return members.size();
  }

  const model::DraftField* field_at(std::size_t taken, std::size_t offset) const {
    if (taken_[taken].draft == nullptr) return nullptr;
    for (const model::DraftField& field : taken_[taken].draft->fields)
      if (field.type.span.source == file_of(taken).source() && offset >= field.type.span.begin &&
          offset < field.type.span.end)
        return &field;
    return nullptr;
  }

  bool is_in_initializer(std::size_t taken, std::size_t offset) const {
    if (taken_[taken].draft == nullptr) return false;
    const std::vector<model::DraftField>& fields = taken_[taken].draft->fields;
    return std::any_of(fields.begin(), fields.end(), [&](const model::DraftField& field) {
      return field.initializer && field.initializer->span.source == file_of(taken).source() &&
             offset >= field.initializer->span.begin && offset < field.initializer->span.end;
    });
  }

  // The field that such an error is about, which the compiler shows at the field's name.
  const model::DraftField* incomplete_at(std::size_t taken, const UnitDiagnostic& one) const {
    if (taken_[taken].draft == nullptr ||
        !base::starts_with(one.message, "field has incomplete type"))
      return nullptr;
    for (const model::DraftField& field : taken_[taken].draft->fields)
      if (field.name.span.source == file_of(taken).source() &&
          field.name.span.begin == one.place.offset)
        return &field;
    return nullptr;
  }

  base::Span word_at(const Place& place) const {
    const TextFile& file = texts_[static_cast<std::size_t>(place.file)].file;
    const std::size_t token = file.at(place.offset);
    if (token != no_token) return file.span(token);
    return {file.source(), place.offset, place.offset};
  }

  void judge(const UnitDiagnostic& one) {
    const std::size_t taken = one.place.file < 0 ? taken_.size() : find(one.place);
    if (taken == taken_.size()) {
      note(one);
      return;
    }
    if (!told_.emplace(taken, member_at(taken, one.place.offset)).second) return;
    const model::DraftField* incomplete = incomplete_at(taken, one);
    if (incomplete != nullptr) {
      diagnostics_.error(base::codes::unresolved_type, incomplete->type.span,
                         "the type of " + base::quote(incomplete->name.value) +
                             " cannot be resolved: " + one.message,
                         include_hint);
    } else if (!is_unknown_name(one.message)) {
      diagnostics_.error(base::codes::cxx_error, word_at(one.place), one.message);
    } else if (const model::DraftField* field = field_at(taken, one.place.offset)) {
      diagnostics_.error(
          base::codes::unresolved_type, word_at(one.place),
          "the type of " + base::quote(field->name.value) + " cannot be resolved: " + one.message,
          hint_for(one.message));
    } else {
      diagnostics_.error(base::codes::unresolved_type, word_at(one.place), one.message,
                         is_in_initializer(taken, one.place.offset) ? default_hint : include_hint);
    }
  }

  void note(const UnitDiagnostic& one) {
    if (++notes_ > most_notes) return;
    if (one.place.file < 0)
      diagnostics_.warning(base::codes::cxx_note, {},
                           one.file.empty() || is_virtual_path(one.file)
                               ? one.message
                               : one.message + " (" + one.file + ")");
    else
      diagnostics_.warning(base::codes::cxx_note, word_at(one.place), one.message,
                           base::ends_with(one.message, "file not found") ? folder_hint : "");
  }

  // An `int` that nobody wrote, and no word from libclang about it.
  void tell_silent(std::size_t taken) {
    if (taken_[taken].draft == nullptr) return;
    for (const model::DraftField& field : taken_[taken].draft->fields) {
      if (field.type.kind != model::DraftType::Kind::unresolved) continue;
      if (!told_.emplace(taken, member_at(taken, field.type.span.begin)).second) continue;
      diagnostics_.error(base::codes::unresolved_type, field.type.span,
                         "the type of " + base::quote(field.name.value) +
                             " cannot be resolved: the compiler takes an int for " +
                             base::quote(field.type.name),
                         include_hint);
    }
  }

  const Unit& unit_;
  const std::vector<Text>& texts_;
  const std::vector<Taken>& taken_;
  base::Diagnostics& diagnostics_;
  std::set<std::pair<std::size_t, std::size_t>> told_;
  std::size_t notes_ = 0;
};

}  // namespace

void check_compiler_errors(const Unit& unit, const std::vector<Text>& texts,
                           const std::vector<Taken>& taken, base::Diagnostics& diagnostics) {
  Checker{unit, texts, taken, diagnostics}.run();
}

}  // namespace tenon::frontend::clang
