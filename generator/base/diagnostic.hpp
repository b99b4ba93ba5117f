// What the generator tells the user about the input: collected while a stage goes on, printed once
// at the end, sorted by place. A stage that can fail by the user's error takes Diagnostics&; one
// that cannot, does not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/source.hpp"

namespace tenon::base {

enum class Severity { error, warning, note };

/// A related place, printed below its diagnostic (“first declared here”).
struct Note {
  std::string message;
  Span span;
};

/// One finding. `message` is lower case, names the thing in quotes, has no full stop; `code` is the
/// rule's kebab-case name; `hint` says what to write instead and may be empty.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;
  std::string message;
  Span span;
  std::string hint;
  std::vector<Note> notes;
};

/// The findings of a run.
class Diagnostics {
 public:
  /// Adds an error; returns it so that notes can be added at once (the next call may move it). One
  /// cause gives one error: a second one with the same code at the same place is dropped, and so
  /// are the notes that are added to it. Without a place, the message has to be the same too.
  Diagnostic& error(std::string code, Span span, std::string message, std::string hint = {});
  Diagnostic& warning(std::string code, Span span, std::string message, std::string hint = {});

  /// The same for one that was made elsewhere.
  Diagnostic& add(Diagnostic diagnostic);

  bool has_errors() const;
  /// Whether an error with this code begins inside of the span.
  bool has_error_in(const Span& span, std::string_view code) const;
  /// Takes such errors back, because a better one is told of their cause.
  void take_back(const Span& span, std::string_view code);
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  std::unordered_set<std::string> causes_;  // code and place of each
  Diagnostic dropped_;
};

/// The text for people, sorted by place: `file:line:col: error: message [code]`, the source line
/// with a caret under the span, `hint: …`, then notes in the same form. Of those from the one with
/// the index `first` on.
std::string render(const Diagnostics& diagnostics, const Sources& sources, std::size_t first = 0);

}  // namespace tenon::base
