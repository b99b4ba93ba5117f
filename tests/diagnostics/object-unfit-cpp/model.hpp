#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace shop {

class Secret {
 public:
  std::string name;
  std::string text;

 private:
  int count_{};
};

struct Made {
  explicit Made(int number) : number(number) {}
  int number;
  int other{};
};

struct Virtual {
  virtual ~Virtual() = default;
  std::string name;
  std::string text;
};

union Either {
  std::int64_t number;
  double real;
};

struct [[tenon::table("boxes")]] Box {
  struct Inner {
    std::string name;
    std::string text;
  };
  [[tenon::primary_key]] std::int64_t id{};
  Secret secret;
  Made made{1};
  Virtual with_virtual;
  Either either;
  Inner inner;
  [[tenon::transient]] Secret not_ours;
};

}  // namespace shop
