#include "frontend/clang/annotation.hpp"

#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "frontend/clang/literal.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::clang {
namespace {

using model::Argument;

std::string example_of(std::string_view word) {
  using model::Place;
  for (const Place place : {Place::entity, Place::field, Place::enumeration, Place::enumerator})
    if (const model::Word* known = model::find_word(word, place))
      return "for example: [[tenon::" + std::string{known->example} + "]]";
  return "annotations stand with commas between them: [[tenon::unique, tenon::email]]";
}

// Arguments between the parentheses of one annotation. The grammar:
//   arguments: [argument {"," argument}]
//   argument:  "*" | string… | [sign] number | ["-"] word | word "(" arguments ")" | "(" arguments
//   ")" word:      ["::"] identifier {("::" | ".") identifier}
class ArgumentReader {
 public:
  ArgumentReader(const TextFile& file, std::size_t first, std::size_t last, std::string owner,
                 base::Diagnostics& diagnostics)
      : file_(file), at_(first), last_(last), owner_(std::move(owner)), diagnostics_(diagnostics) {}

  std::optional<std::vector<Argument>> run() {
    std::vector<Argument> result;
    if (!list(result)) return std::nullopt;
    return result;
  }

 private:
  bool is(std::string_view text) const { return at_ < last_ && file_.is(at_, text); }
  bool is(Token::Kind kind) const { return at_ < last_ && file_.is(at_, kind); }

  bool fail(const std::string& expected) {
    const bool at_end = at_ >= last_;
    // At the end stands the closing parenthesis, which is the user's own text too.
    const std::string found = base::quote(file_.word(at_ >= last_ ? last_ : at_));
    diagnostics_.error(
        base::codes::annotation_syntax, file_.span(at_end ? last_ : at_),
        "expected " + expected + " in the arguments of '" + owner_ + "', found " + found,
        example_of(owner_));
    return false;
  }

  // Up to last_, which is the closing parenthesis.
  bool list(std::vector<Argument>& out) {
    if (at_ == last_) return true;
    for (;;) {
      Argument argument;
      const std::size_t first = at_;
      if (!read(argument)) return false;
      argument.span = file_.span(first, at_);
      out.push_back(std::move(argument));
      if (at_ == last_) return true;
      if (!is(",")) return fail("',' or ')'");
      ++at_;
    }
  }

  bool read(Argument& out) {
    if (is(Token::Kind::string)) return read_text(out);
    if (is(Token::Kind::number)) return read_digits(out, "");
    if (is("(")) return read_list(out, Argument::Kind::tuple);
    if (is("*")) {
      ++at_;
      out.text = "*";
      return true;
    }
    if (is("-") || is("+")) return read_signed(out);
    if (!read_word(out.text)) return false;
    return is("(") ? read_list(out, Argument::Kind::call) : true;
  }

  bool read_text(Argument& out) {
    out.kind = Argument::Kind::text;
    for (; is(Token::Kind::string); ++at_) {
      const std::optional<std::string> part = read_string(file_.word(at_));
      if (!part) return fail("a plain string literal");
      out.text += *part;
    }
    return true;
  }

  bool read_digits(Argument& out, std::string_view sign) {
    const std::optional<std::string> digits = read_number(file_.word(at_));
    if (!digits) return fail("a plain number");
    ++at_;
    out.kind = Argument::Kind::number;
    out.text = std::string{sign} + *digits;
    return true;
  }

  bool read_signed(Argument& out) {
    const bool is_minus = is("-");
    ++at_;
    if (is(Token::Kind::number)) return read_digits(out, is_minus ? "-" : "");
    if (!is_minus) return fail("a number");
    if (!read_word(out.text)) return false;
    out.text.insert(0, "-");
    return true;
  }

  bool read_word(std::string& out) {
    if (is("::")) ++at_;
    for (;;) {
      if (!is(Token::Kind::identifier)) return fail("a word, a text or a number");
      out += file_.word(at_++);
      if (!is("::") && !is(".")) return true;
      ++at_;
      out += '.';
    }
  }

  bool read_list(Argument& out, Argument::Kind kind) {
    const std::size_t close = file_.partner(at_);
    out.kind = kind;
    ++at_;
    const std::size_t outer = std::exchange(last_, close);
    if (!list(out.arguments)) return false;
    last_ = outer;
    ++at_;  // the parenthesis
    return true;
  }

  const TextFile& file_;
  std::size_t at_;
  std::size_t last_;
  std::string owner_;
  base::Diagnostics& diagnostics_;
};

class GroupReader {
 public:
  GroupReader(const TextFile& file, std::size_t first, std::size_t last,
              base::Diagnostics& diagnostics)
      : file_(file), at_(first), last_(last), diagnostics_(diagnostics) {}

  std::size_t deprecated() const { return deprecated_; }

  std::vector<ReadAnnotation> run() {
    if (file_.is(at_, "using") && file_.is(at_ + 2, ":")) {
      using_ = at_ + 1;
      at_ += 3;
    }
    while (at_ < last_) {
      item();
      while (at_ < last_ && !file_.is(at_, ",")) skip();
      ++at_;
    }
    return std::move(result_);
  }

 private:
  void skip() {
    const std::size_t partner = file_.partner(at_);
    at_ = partner != no_token && partner > at_ && partner < last_ ? partner + 1 : at_ + 1;
  }

  void item() {
    if (at_ >= last_ || !file_.is(at_, Token::Kind::identifier)) return;
    std::size_t space = using_;
    if (file_.is(at_ + 1, "::")) {
      space = at_;
      at_ += 2;
    }
    if (at_ >= last_ || !file_.is(at_, Token::Kind::identifier)) return;
    if (space == no_token || !file_.is(space, "tenon")) {
      tell_near_miss(space);
      return;
    }
    ReadAnnotation read;
    read.reported_at = file_.tokens()[space].begin;
    read.annotation.word = std::string{file_.word(at_)};
    read.annotation.span = file_.span(at_);
    ++at_;
    const std::size_t close = at_ < last_ && file_.is(at_, "(") ? file_.partner(at_) : no_token;
    if (close != no_token && close < last_) {
      ArgumentReader arguments{file_, at_ + 1, close, read.annotation.word, diagnostics_};
      auto list = arguments.run();
      read.is_valid = list.has_value();
      if (list) read.annotation.arguments = std::move(*list);
      at_ = close + 1;
    }
    if (at_ < last_ && !file_.is(at_, ",") && read.is_valid) {
      diagnostics_.error(base::codes::annotation_syntax, file_.span(at_),
                         "expected ',' or ']]' after annotation '" + read.annotation.word +
                             "', found " + base::quote(file_.word(at_)),
                         example_of(read.annotation.word));
      read.is_valid = false;
    }
    result_.push_back(std::move(read));
  }

  // A model whose `table` stands in a misspelt namespace, or in none, would be left out in silence.
  void tell_near_miss(std::size_t space) {
    const std::string_view word = file_.word(at_);
    if (!is_word_of_ours(word)) return;
    std::string written{word};
    if (space != no_token) {
      if (base::edit_distance(file_.word(space), "tenon") > 2) return;
      written = std::string{file_.word(space)} + "::" + written;
    } else if (word == "deprecated") {
      deprecated_ = at_;
      return;
    }
    diagnostics_.warning(base::codes::unknown_annotation,
                         file_.span(space == no_token ? at_ : space),
                         "attribute " + base::quote(written) + " is none of the namespace 'tenon'",
                         "did you mean 'tenon::" + std::string{word} + "'?");
  }

  static bool is_word_of_ours(std::string_view word) {
    using model::Place;
    for (const Place place : {Place::entity, Place::field, Place::enumeration, Place::enumerator})
      if (model::find_word(word, place) != nullptr) return true;
    return false;
  }

  const TextFile& file_;
  std::size_t at_;
  std::size_t last_;
  std::size_t using_ = no_token;
  std::size_t deprecated_ = no_token;
  base::Diagnostics& diagnostics_;
  std::vector<ReadAnnotation> result_;
};

}  // namespace

std::vector<AttributeGroup> read_attributes(const TextFile& file, base::Diagnostics& diagnostics) {
  std::vector<AttributeGroup> result;
  for (std::size_t i = 0; i < file.size(); ++i) {
    if (!file.is(i, "[") || !file.is(i + 1, "[")) continue;
    const std::size_t close = file.partner(i);
    if (close == no_token || file.partner(i + 1) != close - 1) continue;
    AttributeGroup group;
    group.first = i;
    group.last = close + 1;
    GroupReader reader{file, i + 2, close - 1, diagnostics};
    group.annotations = reader.run();
    group.deprecated = reader.deprecated();
    result.push_back(std::move(group));
    i = close;
  }
  return result;
}

}  // namespace tenon::frontend::clang
