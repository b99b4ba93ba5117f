#include "command/options.hpp"

#include <algorithm>
#include <cctype>
#include <cxxopts.hpp>
#include <iostream>
#include <memory>

#include "base/names.hpp"
#include "base/text.hpp"
#include "command/failure.hpp"

namespace tenon::command {
namespace {

/// "-1" is a target here, never a group of letters.
bool is_relative(const std::string& argument) {
  return argument.size() > 1 && argument[0] == '-' &&
         std::all_of(argument.begin() + 1, argument.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

constexpr char relative_mark = '\x01';

std::string long_name(const std::string& name) { return name.substr(name.find(',') + 1); }

std::string help_text(const Usage& usage, const std::vector<Option>& options) {
  std::string text = "usage: tenon " + usage.verb;
  if (!usage.positional.empty()) text += " " + usage.positional;
  text += " [options]\n\n" + usage.help + "\n\noptions:\n";
  for (const Option& option : options) {
    const std::size_t comma = option.name.find(',');
    std::string left =
        comma == option.name.npos ? "      --" : "  -" + option.name.substr(0, 1) + ", --";
    left += long_name(option.name);
    if (!option.value_name.empty()) left += " " + option.value_name;
    left.resize(std::max<std::size_t>(left.size() + 2, 28), ' ');
    text += left + option.help + "\n";
  }
  text += usage.examples.size() == 1 ? "\nexample:\n" : "\nexamples:\n";
  for (const std::string& example : usage.examples) text += "  $ " + example + "\n";
  return text;
}

[[noreturn]] void refuse(const Usage& usage, std::string message, std::string hint) {
  if (hint.empty()) hint = "`tenon " + usage.verb + " --help` shows what it takes";
  throw Failure{user_error, std::move(message), std::move(hint)};
}

void check_known(const Usage& usage, const std::vector<Option>& options,
                 const std::string& argument) {
  if (!base::starts_with(argument, "--") || argument.size() == 2) return;
  const std::string name = argument.substr(2, argument.find('=') - 2);
  std::vector<std::string> names;
  names.reserve(options.size());
  for (const Option& option : options) names.push_back(long_name(option.name));
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  const std::optional<std::string> near = base::nearest(name, names);
  refuse(usage, "unknown option '--" + name + "'", near ? "did you mean '--" + *near + "'?" : "");
}

// The library's message, which is "Option ‘m’ is missing an argument", as our others are.
std::string in_our_words(const cxxopts::exceptions::exception& error) {
  std::string message = error.what();
  const std::size_t open = message.find("‘");
  const std::size_t close = message.find("’");
  if (open == message.npos || close == message.npos) return message;
  const std::size_t begin = open + std::string_view{"‘"}.size();
  const std::string name = message.substr(begin, close - begin);
  const std::string option = (name.size() == 1 ? "'-" : "'--") + name + "'";
  if (dynamic_cast<const cxxopts::exceptions::missing_argument*>(&error) != nullptr)
    return option + " needs a value";
  if (dynamic_cast<const cxxopts::exceptions::no_such_option*>(&error) != nullptr)
    return "unknown option " + option;
  if (dynamic_cast<const cxxopts::exceptions::incorrect_argument_type*>(&error) != nullptr)
    return "the option takes no value, and has '" + name + "'";
  return message;
}

}  // namespace

Option database_option() {
  return {"database", "its URL; else DATABASE_URL, .env, tenon.json", Option::Kind::value, "URL"};
}

Option cache_option() {
  return {"no-cache", "read the headers again, even if none of them changed", Option::Kind::flag,
          ""};
}

std::string Options::value(const std::string& name, const std::string& otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? otherwise : found->second.back();
}

std::vector<std::string> Options::list(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

Options parse(const Usage& usage, const Arguments& arguments) {
  std::vector<Option> options = usage.options;
  options.push_back({"project", "the project file; else tenon.json in this folder or above",
                     Option::Kind::value, "FILE"});
  options.push_back({"h,help", "show this text", Option::Kind::flag, ""});
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    check_known(usage, options, argument);
  }
  Options result;
  try {
    result.read(options, arguments);
  } catch (const cxxopts::exceptions::exception& error) {
    refuse(usage, in_our_words(error), "");
  }
  if (result.has("help")) {
    std::cout << help_text(usage, options);
    throw Failure{fine, "", ""};
  }
  if (base::find_invalid_utf8(result.value("message")) != std::string::npos)
    refuse(usage, "the message is no valid UTF-8",
           "write it in the encoding of the terminal: UTF-8");
  const bool takes_many = usage.positional.find("…") != std::string::npos;
  const auto least =
      static_cast<std::size_t>(std::count(usage.positional.begin(), usage.positional.end(), '<'));
  const std::size_t most = usage.positional.empty() ? 0
                           : takes_many             ? result.positional_.size()
                                                    : std::max<std::size_t>(least, 1);
  if (result.positional_.size() > most) {
    refuse(usage, "unexpected argument '" + result.positional_[most] + "'", "");
  }
  if (result.positional_.size() < least) {
    refuse(usage, "'tenon " + usage.verb + "' needs " + usage.positional, "");
  }
  return result;
}

void Options::read(const std::vector<Option>& options, const Arguments& arguments) {
  cxxopts::Options parser{"tenon"};
  for (const Option& option : options) {
    // A vector of the library's would cut a message at its commas.
    std::shared_ptr<cxxopts::Value> value = cxxopts::value<std::string>();
    if (option.kind == Option::Kind::flag) value = cxxopts::value<bool>();
    if (option.kind == Option::Kind::list) value = cxxopts::value<std::vector<std::string>>();
    parser.add_options()(option.name, "", value);
  }
  parser.add_options()("positional", "", cxxopts::value<std::vector<std::string>>());
  parser.parse_positional({"positional"});
  std::vector<std::string> words{"tenon"};
  for (const std::string& argument : arguments) {
    words.push_back(is_relative(argument) ? relative_mark + argument : argument);
  }
  std::vector<const char*> pointers;
  pointers.reserve(words.size());
  for (const std::string& word : words) pointers.push_back(word.c_str());
  const cxxopts::ParseResult parsed =
      parser.parse(static_cast<int>(pointers.size()), pointers.data());
  for (const Option& option : options) {
    const std::string name = long_name(option.name);
    if (parsed.count(name) == 0) continue;
    std::vector<std::string>& values = values_[name];
    if (option.kind == Option::Kind::value) values.push_back(parsed[name].as<std::string>());
    if (option.kind == Option::Kind::list) values = parsed[name].as<std::vector<std::string>>();
  }
  if (parsed.count("positional") == 0) return;
  positional_ = parsed["positional"].as<std::vector<std::string>>();
  for (std::string& word : positional_) {
    if (word[0] == relative_mark) word.erase(0, 1);
  }
}

}  // namespace tenon::command
