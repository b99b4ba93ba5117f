#!/usr/bin/perl
# Prepares a COPY of the tree for tests/mutation/run: instrument.pl ROOT. Each report of a diagnostic, and each call of a
# function that reports for its caller, gets a mark with its file and line; a mark that the environment names is dropped.
# Prints the marks, one a line.
use strict;
use warnings;

my $root = shift or die "usage: instrument.pl ROOT\n";
my @rooms = map { glob "$root/generator/$_/*.cpp" } qw(base model frontend/json frontend/clang);

# Functions that say for their caller what is wrong: each of their callers is a check of its own.
my @speakers = qw(add_index add_unique check_action check_cpp_name check_fields check_key_field check_sql_name check_type
  expect fail is_default_allowed mismatch out_of_range read_flag refuse refuse_type tell_macro tell_nested text_of wrong_kind);
my $speaker = join '|', @speakers;

sub slurp { my ($file) = @_; local (@ARGV, $/) = ($file); return scalar <> }
sub spill { my ($file, $text) = @_; open my $out, '>', $file or die "$file: $!\n"; print $out $text; close $out }

for my $file (@rooms) {
  next if $file =~ m{/base/diagnostic\.cpp$};
  (my $name = $file) =~ s{^\Q$root\E/generator/}{};
  my $before = ';';    # the end of the last line that is not blank
  my @lines = split /^/, slurp($file);
  for my $i (0 .. $#lines) {
    my $place = sprintf '%s:%d', $name, $i + 1;
    # (frontend/clang has a text_of that reports nothing.)
    my $code = $lines[$i] =~ m{^\s*//} || $lines[$i] =~ /text_of\((?!.*diagnostics)/ ? '' : $lines[$i];
    my $text = $lines[$i];
    if ($code) {
      my $count = $text =~ s/(\.|->)(error|warning)\((?!\))/$1$2(tenon::base::Mark{"$place"}, /g;
      # A call that is a statement of its own, or what is returned: a loop that runs once.
      my $starts = $before =~ /[;{}:]$|\)$|else$/;
      my $statement = 0;
      $statement += $text =~ s/^(\s*)((?:return )?(?:\w+(?:\.|->))?\b(?:$speaker)\()/$1for (tenon::base::Site site{"$place"}; site.once();) $2/
        if $starts;
      $statement += $text =~ s/(\) |else )((?:return )?\b(?:$speaker)\((?!.*\{$))/$1for (tenon::base::Site site{"$place"}; site.once();) $2/
        unless $statement;
      # A call inside of an expression.
      my $inner = 0;
      unless ($statement) {
        $inner += $text =~ s/!((?:$speaker)\()/false == tenon::base::Site{"$place"} ->* $1/g;
        $inner += $text =~ s/(if \(|&& |\|\| |= |return )((?:$speaker)\()/$1tenon::base::Site{"$place"} ->* $2/g;
      }
      print "$place\n" if $count || $statement || $inner;
      $lines[$i] = $text;
      (my $bare = $code) =~ s{\s*(//.*)?$}{};
      $before = $bare if $bare ne '';
    }
  }
  spill($file, join '', @lines);
}

my $header = "$root/generator/base/diagnostic.hpp";
my $text = slurp($header);
$text =~ s{(class Diagnostics \{\n public:\n)}{
struct Mark {
  const char* place;
};

// The calls that are under way, from the inside out.
class Site {
 public:
  explicit Site(const char* place) : place_(place), outer_(innermost) { innermost = this; }
  ~Site() { innermost = outer_; }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  bool once() { return !std::exchange(done_, true); }
  template <class T>
  T operator->*(T value) const {
    return value;
  }
  static inline thread_local const Site* innermost = nullptr;
  const char* place() const { return place_; }
  const Site* outer() const { return outer_; }

 private:
  const char* place_;
  const Site* outer_;
  bool done_ = false;
};

$1  Diagnostic& error(Mark mark, std::string code, Span span, std::string message, std::string hint = {}) {
    if (is_muted(mark)) return dropped_ = {};
    return error(std::move(code), span, std::move(message), std::move(hint));
  }
  Diagnostic& warning(Mark mark, std::string code, Span span, std::string message, std::string hint = {}) {
    if (is_muted(mark)) return dropped_ = {};
    return warning(std::move(code), span, std::move(message), std::move(hint));
  }
  static bool is_muted(Mark mark);

} or die "no class Diagnostics in $header\n";
$text =~ s{#include <string>}{#include <string>\n#include <utility>};
spill($header, $text);

my $body = "$root/generator/base/diagnostic.cpp";
$text = slurp($body);
$text .= <<'END';
#include <cstdio>
#include <cstdlib>
namespace tenon::base {
bool Diagnostics::is_muted(Mark mark) {
  static const char* muted = std::getenv("TENON_MUTE");
  static const char* record = std::getenv("TENON_MUTE_RECORD");
  std::vector<std::string> places = {mark.place};
  for (const Site* site = Site::innermost; site != nullptr; site = site->outer())
    places.emplace_back(site->place());
  if (record != nullptr)
    if (std::FILE* file = std::fopen(record, "a")) {
      for (const std::string& place : places) std::fprintf(file, "%s\n", place.c_str());
      std::fclose(file);
    }
  bool result = false;
  for (const std::string& place : places) result = result || (muted != nullptr && place == muted);
  return result;
}
}  // namespace tenon::base
END
spill($body, $text);
