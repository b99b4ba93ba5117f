// The program `tenon`: hands its arguments to the verbs.
#include <string>
#include <vector>

#include "command/run.hpp"

int main(int argc, char** argv) {
  return tenon::command::run(std::vector<std::string>(argv + 1, argv + argc));
}
