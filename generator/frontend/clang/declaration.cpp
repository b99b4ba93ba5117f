#include "frontend/clang/declaration.hpp"

#include <algorithm>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "frontend/clang/comment.hpp"
#include "frontend/clang/fitness.hpp"
#include "frontend/clang/initializer.hpp"

namespace tenon::frontend::clang {
namespace {

using Kind = model::DraftType::Kind;

std::size_t end_of_previous(const TextFile& file, std::size_t token) {
  return token == 0 || token > file.size() ? 0 : file.tokens()[token - 1].end;
}

// A warning that an initialiser's value is another one than it seems.
bool is_about_values(const UnitDiagnostic& one) {
  return base::starts_with(one.message, "implicit conversion ") ||
         base::starts_with(one.message, "overflow in expression") ||
         base::starts_with(one.message, "shift count ");
}

base::Span deprecated_at(const Text& text, std::size_t first, std::size_t last) {
  const std::size_t token = text.attributes.deprecated(first, last);
  return token == no_token ? base::Span{} : text.file.span(token);
}

// What structs and enums have in common: name, comment, annotations. Returns the token of the name.
template <class Draft>
std::size_t read_head(const UnitDeclaration& unit, Text& text, Draft& draft) {
  const TextFile& file = text.file;
  const std::size_t begin = file.from(unit.begin.offset);
  const std::size_t name = file.from(unit.place.offset);
  draft.name = {unit.name, file.span(name)};
  draft.space = unit.space;
  draft.header = text.header;
  draft.annotations = text.attributes.take(begin, name);
  draft.deprecated = deprecated_at(text, begin, name);
  draft.comment = comment_before(file, end_of_previous(file, begin), unit.begin.offset);
  return name;
}

// The fields of one member declaration: `std::int64_t a, b = 1;` has two.
class MemberReader {
 public:
  MemberReader(const Unit& all, Text& text, const KnownTypes& types, base::Diagnostics& diagnostics,
               const Member& member, std::size_t reach)
      : all_(all),
        text_(text),
        file_(text.file),
        types_(types),
        diagnostics_(diagnostics),
        member_(member),
        reach_(reach) {}

  void run(const std::vector<const UnitField*>& fields, std::vector<model::DraftField>& out) {
    if (fields.empty()) return;
    const std::size_t type = begin_of_type();
    const std::vector<model::Annotation> shared = text_.attributes.take(member_.first, type);
    const std::size_t first_name = file_.from(fields.front()->place.offset);
    const std::string leading =
        comment_before(file_, end_of_previous(file_, member_.first), fields.front()->place.offset);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool is_last = i + 1 == fields.size();
      const std::size_t next = is_last ? member_.last : comma_before(fields[i + 1]->place.offset);
      const std::size_t reach = is_last ? reach_ : fields[i + 1]->place.offset;
      model::DraftField field;
      field.annotations = shared;
      field.deprecated = deprecated_at(text_, member_.first, type);
      field.comment = leading;
      if (i > 0) {
        const std::string own =
            comment_before(file_, fields[i - 1]->place.offset, fields[i]->place.offset);
        if (!own.empty()) field.comment = own;
      }
      field.comment =
          join_comments(field.comment, comment_after(file_, fields[i]->place.offset, reach));
      read(*fields[i], type, first_name, next, field);
      out.push_back(std::move(field));
    }
  }

 private:
  // Behind the attributes, `alignas` among them.
  std::size_t begin_of_type() const {
    for (std::size_t token = member_.first;;) {
      std::size_t next = text_.attributes.skip(token);
      if (file_.is(next, "alignas") && file_.partner(next + 1) != no_token)
        next = file_.partner(next + 1) + 1;
      if (next == token) return token;
      token = next;
    }
  }

  std::size_t comma_before(std::size_t offset) const {
    std::size_t token = file_.from(offset);
    while (token > member_.first && !file_.is(token, ",")) --token;
    return token;
  }

  // Behind attributes, alignas(…) and __attribute__((…)).
  std::size_t behind_specifiers(std::size_t token) const {
    for (;;) {
      token = text_.attributes.skip(token);
      const bool is_specifier = file_.is(token, "alignas") || file_.is(token, "__attribute__");
      if (!is_specifier || !file_.is(token + 1, "(")) return token;
      const std::size_t close = file_.partner(token + 1);
      if (close == no_token) return token;
      token = close + 1;
    }
  }

  void read(const UnitField& unit, std::size_t type, std::size_t first_name, std::size_t end,
            model::DraftField& field) {
    const std::size_t name = file_.from(unit.place.offset);
    field.name = {unit.name, file_.span(name)};
    field.type = unit.type.type;
    if (unit.in_macro) {
      const bool is_told = unwrap(field);
      field.type.span = file_.span(name);
      if (field.type.kind == Kind::unknown) field.type.name = is_told ? "" : unit.spelling;
      if (unit.has_macro_initializer && unit.is_public)
        diagnostics_.error(base::codes::field_in_macro, file_.span(name),
                           "field '" + unit.name + "' has a default that a macro writes",
                           "write the field without the macro");
      return;
    }
    std::size_t at = behind_specifiers(name + 1);
    for (model::Annotation& one : text_.attributes.take(name + 1, at))
      field.annotations.push_back(std::move(one));
    if (!field.deprecated.known()) field.deprecated = deprecated_at(text_, name + 1, at);
    const bool is_told = unwrap(field);
    if (field.type.kind == Kind::named && !is_known(field)) field.type.kind = Kind::unknown;
    read_type(unit, type, first_name, field.type);
    const std::size_t behind_name = at;
    at = behind_extents(at, end);
    if (field.type.kind == Kind::unknown) field.type.name += file_.written(behind_name, at);
    if (is_told) field.type.name.clear();
    if (at >= end || !(file_.is(at, "=") || file_.is(at, "{"))) return;
    const auto values = types_.enumerators.find(field.type.name);
    field.initializer =
        read_initializer(file_, at, end,
                         field.type.kind == Kind::named && values != types_.enumerators.end()
                             ? values->second
                             : std::vector<std::string>{},
                         field.type.is_list);
    if (field.initializer) take_constant(unit, *field.initializer);
  }

  // A type of the users' own becomes what it is stored as; a struct that is embedded stays one.
  // True when it has a Codec with an error, which was told.
  bool unwrap(model::DraftField& field) const {
    const auto found = types_.wrappers.find(field.type.name);
    if (field.type.name.empty() || found == types_.wrappers.end()) return false;
    if (!found->second.is_codec && has_word(field, "embed")) return false;
    const bool is_optional = field.type.optional;
    const bool is_list = field.type.is_list;
    field.type = found->second.type;
    field.type.optional = is_optional;
    field.type.is_list = is_list;
    return !field.type.wrapper.has_value();
  }

  static bool has_word(const model::DraftField& field, std::string_view word) {
    return std::any_of(field.annotations.begin(), field.annotations.end(),
                       [&](const model::Annotation& one) { return one.word == word; });
  }

  // What is no literal may be a constant expression, which the compiler computed.
  void take_constant(const UnitField& unit, model::DraftValue& value) {
    using ValueKind = model::DraftValue::Kind;
    const bool is_bool = unit.type.type.kind == Kind::boolean;
    const bool is_number = value.kind == ValueKind::number;
    if (unit.constant.empty() || !(value.kind == ValueKind::other || (is_bool && is_number)))
      return;
    for (const UnitDiagnostic& one : all_.diagnostics) {
      if (!is_about_values(one) || one.place.file != text_.number ||
          one.place.offset < value.span.begin || one.place.offset >= value.span.end)
        continue;
      if (unit.is_public)
        diagnostics_.error(base::codes::default_out_of_range, value.span,
                           "the default of '" + unit.name + "' is not what it says: " + one.message,
                           "write a value that the type holds");
      break;
    }
    value.kind = unit.type.type.kind == Kind::named ? ValueKind::enumerator
                 : is_bool                          ? ValueKind::boolean
                                                    : ValueKind::number;
    value.text = unit.constant;
  }

  // Behind an array's extents or a bit-field's width.
  std::size_t behind_extents(std::size_t at, std::size_t end) const {
    if (file_.is(at, ":"))
      while (at < end && !file_.is(at, "=") && !file_.is(at, "{")) ++at;
    while (file_.is(at, "[") && file_.partner(at) != no_token) at = file_.partner(at) + 1;
    return at;
  }

  // A struct without a column may be anything.
  bool is_known(const model::DraftField& field) const {
    if (types_.enumerators.count(field.type.name) != 0) return true;
    const auto found = types_.structs.find(field.type.name);
    return found != types_.structs.end() && !is_transient(field) &&
           (found->second || has_word(field, "embed"));
  }

  void read_type(const UnitField& unit, std::size_t first, std::size_t last,
                 model::DraftType& type) const {
    while (first < last && file_.is(first, "mutable")) ++first;
    type.span = file_.span(first, last);
    if (unit.type.is_broken ||
        (unit.type.is_bare_int && !is_int(first, last) && !uses_macro(type.span)))
      type.kind = Kind::unresolved;
    if (type.kind != Kind::unknown && type.kind != Kind::unresolved) return;
    type.optional = false;  // the name says it
    if (!type.is_list) type.meaning = type.name;
    type.is_list = false;
    type.is_list = false;
    type.name = file_.written(first, last);
  }

  // Whether the tokens can mean int: libclang gives int for a type that it does not know, too.
  bool is_int(std::size_t first, std::size_t last) const {
    bool result = last > first;
    for (std::size_t i = first; i < last; ++i)
      result = result && (file_.is(i, "int") || file_.is(i, "signed") || file_.is(i, "const") ||
                          file_.is(i, "volatile"));
    return result;
  }

  bool uses_macro(const base::Span& span) const {
    return std::any_of(all_.macro_uses.begin(), all_.macro_uses.end(), [&](const Place& use) {
      return use.file == text_.number && use.offset >= span.begin && use.offset < span.end;
    });
  }

  const Unit& all_;
  Text& text_;
  const TextFile& file_;
  const KnownTypes& types_;
  base::Diagnostics& diagnostics_;
  Member member_;
  std::size_t reach_;
};

base::Span base_span(const TextFile& file, std::size_t offset) {
  std::size_t first = file.from(offset);
  while (file.is(first, "public") || file.is(first, "protected") || file.is(first, "private") ||
         file.is(first, "virtual"))
    ++first;
  std::size_t last = first;
  while (last < file.size() && !file.is(last, ",") && !file.is(last, "{")) ++last;
  return file.span(first, last);
}

}  // namespace

ReadStruct read_struct(const UnitStruct& unit, const Unit& all, Text& text, const KnownTypes& types,
                       base::Diagnostics& diagnostics) {
  ReadStruct result;
  const TextFile& file = text.file;
  const std::size_t name = read_head(unit, text, result.draft);
  result.is_table = text.attributes.have("table", file.from(unit.begin.offset), name);
  for (const UnitName& base : unit.bases)
    result.draft.bases.push_back({base.name, base_span(file, base.place.offset)});
  const std::size_t open = find_body(file, name);
  if (open == no_token) return result;
  std::vector<std::size_t> macros;
  for (const UnitField& field : unit.fields)
    if (field.in_macro) macros.push_back(field.place.offset);
  result.members = split_members(file, open, macros);
  for (std::size_t i = 0; i < result.members.size(); ++i) {
    const Member& member = result.members[i];
    const base::Span span = file.span(member.first, member.last);
    std::vector<const UnitField*> fields;
    for (const UnitField& field : unit.fields)
      if (field.place.file == unit.place.file && field.place.offset >= span.begin &&
          field.place.offset < span.end)
        fields.push_back(&field);
    const bool is_hidden = !fields.empty() && !fields.front()->is_public;
    MemberReader{all, text, types, diagnostics, member, reach_of(file, result.members, i)}.run(
        fields, is_hidden ? result.hidden : result.draft.fields);
  }
  return result;
}

ReadEnum read_enum(const UnitEnum& unit, Text& text) {
  ReadEnum result;
  const TextFile& file = text.file;
  const std::size_t name = read_head(unit, text, result.draft);
  result.draft.is_scoped = unit.is_scoped;
  const std::size_t open = find_body(file, name);
  if (open == no_token) return result;
  result.members = split_enumerators(file, open);
  for (std::size_t i = 0; i < result.members.size(); ++i) {
    const Member& member = result.members[i];
    const base::Span span = file.span(member.first, member.last);
    for (std::size_t j = 0; j < unit.enumerators.size(); ++j) {
      const UnitName& one = unit.enumerators[j];
      if (one.place.file != unit.place.file || one.place.offset < span.begin ||
          one.place.offset >= span.end)
        continue;
      const std::size_t token = file.from(one.place.offset);
      model::DraftEnumerator enumerator;
      enumerator.name = {one.name, file.span(token)};
      const auto values = unit.values.begin();
      const auto first = std::find(values, values + static_cast<std::ptrdiff_t>(j), unit.values[j]);
      const auto same = static_cast<std::size_t>(first - values);
      if (same != j) enumerator.same_as = unit.enumerators[same].name;
      const std::size_t behind = text.attributes.skip(token + 1);
      enumerator.annotations = text.attributes.take(token + 1, behind);
      enumerator.deprecated = deprecated_at(text, token + 1, behind);
      enumerator.comment =
          join_comments(comment_before(file, end_of_previous(file, member.first), one.place.offset),
                        comment_after(file, one.place.offset, reach_of(file, result.members, i)));
      result.draft.enumerators.push_back(std::move(enumerator));
    }
  }
  return result;
}

}  // namespace tenon::frontend::clang
