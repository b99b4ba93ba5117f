#include <algorithm>
#include <array>

#include <re2/re2.h>

#include "base/text.hpp"
#include "model/sample.hpp"

namespace tenon::model {
namespace {

constexpr std::size_t most_places = 2'000;

/// What may stand at one place: characters of ASCII, or another one where there are none.
struct CharacterSet {
  std::array<bool, 128> ascii{};
  char32_t other = 0;

  void add(char32_t from, char32_t to) {
    for (char32_t c = from; c <= to && c < 128; ++c) ascii[c] = true;
    if (to >= 128 && other == 0) other = std::max<char32_t>(from, 128);
  }
  void add(const CharacterSet& more) {
    for (std::size_t c = 0; c < 128; ++c) ascii[c] = ascii[c] || more.ascii[c];
    if (other == 0) other = more.other;
  }
  void turn_over() {
    for (char32_t c = 0x20; c < 0x7f; ++c) ascii[c] = !ascii[c];
    other = 0;
  }
  bool holds(char c) const { return ascii[static_cast<unsigned char>(c)]; }
};

/// The characters that a reader of a failed test likes best: digits, else letters, else others.
std::string alphabet(const CharacterSet& set) {
  for (const std::string_view liked :
       {"0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
    std::string some;
    for (const char c : liked)
      if (set.holds(c)) some += c;
    if (!some.empty()) return some;
  }
  for (char c = '!'; c < 0x7f; ++c)
    if (set.holds(c)) return std::string(1, c);
  if (set.other != 0) return base::to_utf8(set.other);
  for (char c = 0x7f; --c > 0;)
    if (set.holds(c)) return std::string(1, c);
  return "";
}

using Places = std::vector<std::string>;

/// Reads a pattern of RE2 and writes one text of it, with an alphabet at each place. Repeats are
/// taken `extra` times more than they must be, of alternatives the one of this number.
class PatternReader {
 public:
  PatternReader(std::string_view pattern, std::size_t extra, std::size_t alternative)
      : rest_(pattern), extra_(extra), alternative_(alternative) {}

  std::optional<Places> run() {
    Places places = alternation();
    if (is_lost_ || !rest_.empty()) return std::nullopt;
    return places;
  }
  bool ends_anywhere() const { return !ends_; }

 private:
  bool accept(std::string_view text) {
    if (rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  Places lose() {
    is_lost_ = true;
    rest_ = {};
    return {};
  }

  char32_t next() {
    const auto lead = static_cast<unsigned char>(rest_.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0x7fU >> size);
    for (std::size_t at = 1; at < size && at < rest_.size(); ++at)
      c = (c << 6) | (static_cast<unsigned char>(rest_[at]) & 0x3fU);
    rest_.remove_prefix(std::min(size, rest_.size()));
    return c;
  }

  Places alternation() {
    if (++depth_ > 50) return lose();
    std::vector<Places> branches{concatenation()};
    while (accept("|")) branches.push_back(concatenation());
    --depth_;
    return std::move(branches[alternative_ % branches.size()]);
  }

  Places concatenation() {
    Places all;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      const Places once = atom();
      const std::size_t times = repeats();
      if (times * once.size() + all.size() > most_places) return lose();
      for (std::size_t n = 0; n < times; ++n) all.insert(all.end(), once.begin(), once.end());
    }
    return all;
  }

  std::size_t repeats() {
    std::size_t least = 1;
    std::size_t most = 1;
    if (accept("*")) {
      least = 0;
      most = most_places;
    } else if (accept("+")) {
      most = most_places;
    } else if (accept("?")) {
      least = 0;
    } else if (!read_counts(least, most)) {
      return 1;
    }
    accept("?");
    return std::min(most, least + extra_);
  }

  bool read_counts(std::size_t& least, std::size_t& most) {
    const std::string_view before = rest_;
    if (!accept("{")) return false;
    const auto number = [&](std::size_t& out) {
      const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
      if (end == 0 || end > 4) return false;
      out = std::stoul(std::string{rest_.substr(0, end)});
      rest_.remove_prefix(end);
      return true;
    };
    bool is_count = number(least);
    most = least;
    if (is_count && accept(",") && !number(most)) most = most_places;
    is_count = is_count && accept("}");
    if (!is_count) rest_ = before;
    return is_count;
  }

  Places atom() {
    if (accept("(")) return group();
    if (accept("[")) return one_of(character_class());
    if (accept("^") || accept("\\b") || accept("\\B") || accept("\\A")) return {};
    if (accept("$") || accept("\\z")) {
      ends_ = true;
      return {};
    }
    CharacterSet set;
    if (accept("."))
      set.add(0x20, 0x7e);
    else if (rest_.front() == '\\')
      set = escape();
    else
      literal(next(), set);
    return one_of(set);
  }

  static void literal(char32_t c, CharacterSet& set) { set.add(c, c); }

  Places one_of(const CharacterSet& set) {
    std::string chosen = alphabet(set);
    if (chosen.empty()) return lose();
    return {std::move(chosen)};
  }

  Places group() {
    if (accept("?")) {
      const bool is_named = accept("P<") || accept("<");
      const std::size_t end = std::min(rest_.find_first_of(is_named ? ">" : ":)"), rest_.size());
      if (end == rest_.size()) return lose();
      const char closed_by = rest_[end];
      rest_.remove_prefix(end + 1);
      if (closed_by == ')') return {};
    }
    Places inner = alternation();
    if (!accept(")")) return lose();
    return inner;
  }

  CharacterSet escape() {
    CharacterSet set;
    rest_.remove_prefix(1);
    if (rest_.empty()) return set;
    const char c = rest_.front();
    if (accept("x{") || accept("x")) {
      const bool is_braced = c == 'x' && rest_.find('}') < 9;
      const std::size_t size = is_braced ? rest_.find('}') : 2;
      if (rest_.size() < size) return set;
      literal(static_cast<char32_t>(
                  std::strtoul(std::string{rest_.substr(0, size)}.c_str(), nullptr, 16)),
              set);
      rest_.remove_prefix(size + (is_braced ? 1 : 0));
      return set;
    }
    if (accept("p{") || accept("P{")) {
      rest_.remove_prefix(std::min(rest_.find('}'), rest_.size() - 1) + 1);
      set.add('0', '9');
      set.add('a', 'z');
      set.add('A', 'Z');
      return set;
    }
    const char32_t read = next();
    switch (read) {
      case 'd':
      case 'D':
        set.add('0', '9');
        break;
      case 'w':
      case 'W':
        set.add('0', '9');
        set.add('a', 'z');
        set.add('A', 'Z');
        set.add('_', '_');
        break;
      case 's':
      case 'S':
        set.add(' ', ' ');
        set.add('\t', '\t');
        break;
      case 't':
        literal('\t', set);
        break;
      case 'n':
        literal('\n', set);
        break;
      default:
        // What else has a letter stays unread: RE2 will say that the text is none of its.
        literal(read, set);
    }
    if (read == 'D' || read == 'W' || read == 'S') set.turn_over();
    return set;
  }

  CharacterSet character_class() {
    CharacterSet set;
    const bool is_negated = accept("^");
    for (bool is_first = true; !rest_.empty() && (is_first || rest_.front() != ']');
         is_first = false) {
      if (accept("[:")) {
        add_named(set);
      } else if (rest_.front() == '\\') {
        set.add(escape());
      } else {
        const char32_t from = next();
        const bool is_range = rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
        if (is_range) rest_.remove_prefix(1);
        set.add(from, is_range ? next() : from);
      }
    }
    if (!accept("]")) lose();
    if (is_negated) set.turn_over();
    return set;
  }

  void add_named(CharacterSet& set) {
    const std::size_t end = std::min(rest_.find(":]"), rest_.size());
    const std::string_view name = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 2, rest_.size()));
    if (name == "digit" || name == "alnum" || name == "xdigit" || name == "word") set.add('0', '9');
    if (name == "upper" || name == "alpha" || name == "alnum" || name == "word") set.add('A', 'Z');
    if (name == "lower" || name == "alpha" || name == "alnum" || name == "word") set.add('a', 'z');
    if (name == "punct") set.add('!', '/');
    if (name == "space" || name == "blank") set.add(' ', ' ');
  }

  std::string_view rest_;
  std::size_t extra_;
  std::size_t alternative_;
  int depth_ = 0;
  bool is_lost_ = false;
  bool ends_ = false;
};

std::size_t choices(const std::string& place) {
  return static_cast<unsigned char>(place.front()) < 0x80 ? place.size() : 1;
}

/// How many texts there are, up to a million.
std::size_t capacity(const Places& places) {
  std::size_t all = 1;
  for (const std::string& place : places)
    all = std::min<std::size_t>(all * choices(place), 1'000'000);
  return all;
}

/// The text with the character of this number at each place, of those that it has.
std::string text_of(const Places& places, std::size_t number, std::size_t changed) {
  std::string text;
  for (std::size_t at = 0; at < places.size(); ++at) {
    const std::size_t some = choices(places[at]);
    const std::size_t chosen = changed == places.size() || changed == at ? number % some : 0;
    text += some == 1 ? places[at] : std::string(1, places[at][chosen]);
  }
  return text;
}

/// Each place with each of its characters, alone and together with the others.
bool is_found(const RE2& pattern, const Places& places) {
  for (std::size_t at = 0; at <= places.size(); ++at) {
    const std::size_t some = at == places.size() ? 36 : choices(places[at]);
    for (std::size_t number = 0; number < some; ++number) {
      const std::string text = text_of(places, number, at);
      if (!RE2::PartialMatch(text, pattern)) return false;
      if (text.find_first_not_of(" \t\n\r\f\v") == std::string::npos) return false;
    }
  }
  return true;
}

std::vector<Spelled> spelled(const Places& places) {
  std::vector<Spelled> parts;
  for (const std::string& place : places) {
    const bool is_literal = choices(place) == 1;
    if (is_literal && !parts.empty() && parts.back().count == 0)
      parts.back().text += place;
    else if (!is_literal && !parts.empty() && parts.back().text == place)
      ++parts.back().count;
    else
      parts.push_back({place, is_literal ? 0 : 1});
  }
  return parts;
}

}  // namespace

std::optional<std::vector<Spelled>> sample_pattern(std::string_view pattern, std::int64_t least,
                                                   std::int64_t most) {
  const RE2 compiled{std::string{pattern}, RE2::Quiet};
  if (!compiled.ok()) return std::nullopt;
  Places best;
  // Six more of what may repeat make room for a million objects.
  std::vector<std::size_t> extras{6, 5, 4, 3, 2, 1, 0};
  for (std::size_t extra = 7; extra <= std::min<std::size_t>(static_cast<std::size_t>(least), 300);
       ++extra)
    extras.push_back(extra);
  for (const std::size_t extra : extras)
    for (std::size_t alternative = 0; alternative < 6; ++alternative) {
      PatternReader reader{pattern, extra, alternative};
      std::optional<Places> places = reader.run();
      if (!places) return std::nullopt;
      const auto fits = [&](std::size_t size) {
        return static_cast<std::int64_t>(size) >= least &&
               (most < 0 || static_cast<std::int64_t>(size) <= most);
      };
      // Behind what need not be the end more may follow.
      while (reader.ends_anywhere() && places->size() < most_places &&
             (static_cast<std::int64_t>(places->size()) < least ||
              (capacity(*places) < 1'000'000 && fits(places->size() + 1))))
        places->push_back("0123456789");
      if (places->empty() || !fits(places->size())) continue;
      if (!best.empty() && capacity(*places) <= capacity(best)) continue;
      if (!is_found(compiled, *places)) continue;
      best = std::move(*places);
      if (capacity(best) >= 1'000'000) return spelled(best);
    }
  if (best.empty()) return std::nullopt;
  return spelled(best);
}

}  // namespace tenon::model
