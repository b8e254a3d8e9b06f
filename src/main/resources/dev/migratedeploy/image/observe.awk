# What Flyway has to be told so that it loads the observer beside everything that the user has set:
#
#   awk -f observe.awk HOME CALLBACKS FOLDER ENTRYPOINT... ARGUMENT...
#
# Prints a setting a line, FLYWAY_CALLBACKS=... or -callbacks=..., or "off" and why. It reads what
# Flyway reads, in its order: files of TOML or of properties, never both; then variables, then
# arguments. What is read only in part may be something else than Flyway sees: then it is off.

function off(why) {
  print "off " why
  exit
}

# One spelling for a parameter: in small letters, except for the name of an environment.
function key_of(name, part, count, key, i) {
  count = split(name, part, ".")
  for (i = 1; i <= count; i++)
    key = key (i > 1 ? "." : "") (i == 2 && tolower(part[1]) == "environments" ? part[i] : tolower(part[i]))
  return key
}

function matters(key) {
  return key ~ /^(environments\.[^.]+\.)?flyway\.(callbacks|jardirs)$/
}

# A later one is stronger. Flyway's versions differ in what an empty text does to a weaker value.
function learn(key, value, source) {
  if (value == "" && said[key] != "") off(source " is empty, and " by[key] " is not")
  if (value ~ /\$\{/) off(source " has a reference in it")
  if (value ~ /[\r\n]/) off(source " has more than one line")
  said[key] = value
  by[key] = source
}

# A pipe can be read once, and that is for Flyway; a device may have no end; and some awks end a line
# at a zero byte, behind which there could be anything.
function is_there(file, quoted) {
  if (!(file in kind)) {
    quoted = file
    gsub(/'/, "'\\''", quoted)
    quoted = "'" quoted "'"
    kind[file] = system("[ -e " quoted " ] && ! [ -d " quoted " ] || exit 1;" \
      " [ -f " quoted " ] || exit 2; [ -r " quoted " ] || exit 1;" \
      " [ -z \"$(tr -dc '\\000' <" quoted " | tr '\\000' x)\" ] || exit 3")
  }
  if (kind[file] == 2) off(file " is not an ordinary file")
  if (kind[file] == 3) off(file " has a zero byte in it")
  return kind[file] == 0
}

# Not much more than what is read at all.
function text_of(file, line, text) {
  while (length(text) <= most && (getline line <file) > 0) text = text line "\n"
  close(file)
  return text
}

# Where Flyway looks without being told.
function usual(names, folder, name, list, i, j, folders, count) {
  folders = split(home "/conf\n" (ENVIRON["HOME"] == "" ? "/root" : ENVIRON["HOME"]) "\n.\n" directory, folder, "\n")
  count = split(names, name, " ")
  for (i = 1; i <= folders; i++)
    for (j = 1; j <= count; j++)
      if (folder[i] != "" && is_there(folder[i] "/" name[j])) list = list folder[i] "/" name[j] "\n"
  return list
}

# Of a list with commas those of one kind that are there.
function named(list, wanted, name, found, count, i) {
  count = split(list, name, ",")
  for (i = 1; i <= count; i++) {
    gsub(/^[ \t]+|[ \t]+$/, "", name[i])
    if (name[i] == "-") off("a configuration file is read from the standard input")
    if (name[i] !~ /^\// && directory != "") name[i] = directory "/" name[i]
    if ((name[i] ~ /\.toml$/) == wanted && is_there(name[i])) found = found name[i] "\n"
  }
  return found
}

# Whether the files are TOML: the strongest source that has any decides.
function is_toml() {
  if (named(files_by_argument, 1) != "") return 1
  if (named(files_by_argument, 0) != "") return 0
  if (named(ENVIRON["FLYWAY_CONFIG_FILES"], 1) != "") return 1
  if (named(ENVIRON["FLYWAY_CONFIG_FILES"], 0) != "") return 0
  return usual("flyway.toml flyway.user.toml") != "" || usual("flyway.conf") == ""
}

# A script that is given the key as a placeholder could write lines in the observer's name.
function check(file, text) {
  if (length(text) > most) off(file " is larger than 50,000 bytes")
  gsub(/\\[ \t\r]*\n[ \t\r\n]*/, "", text)
  if (text ~ /MIGRATE_DEPLOY_OBSERVER/) off(file " speaks of MIGRATE_DEPLOY_OBSERVER")
  if (text ~ /\\[uU]/ && text ~ /\$/) off(file " has escaped characters and references in it")
}

function properties(file, text, line, count, i, name) {
  count = split(text, line, "\n")
  for (i = 1; i <= count; i++) {
    gsub(/^[ \t\r\f]+|[ \t\r\f]+$/, "", line[i])
    if (line[i] ~ /^[#!]/) continue
    while (i < count && goes_on(line[i], line[i + 1])) {
      gsub(/^[ \t\r\f]+|[ \t\r\f]+$/, "", line[i + 1])
      line[i + 1] = substr(line[i], 1, length(line[i]) - 1) line[i + 1]
      i++
    }
    name = line[i]
    sub(/[=: \t\f].*/, "", name)
    if (!matters(key_of(name))) continue
    line[i] = substr(line[i], length(name) + 1)
    sub(/^[ \t\f]*[=:]?[ \t\f]*/, "", line[i])
    learn(key_of(name), line[i], file)
  }
}

# A backslash is one, except where the next line goes on; a property after it does not.
function goes_on(line, next_line) {
  if (line !~ /\\$/) return 0
  gsub(/^[ \t\r\f]+|[ \t\r\f]+$/, "", next_line)
  return next_line != "" && (next_line !~ /^flyway\..*=/ || next_line ~ /==|!=/)
}

# TOML. rest is what of the file has not been read.

function strip(blanks) {
  while (match(rest, blanks) == 1 && RLENGTH > 0) rest = substr(rest, RLENGTH + 1)
}

# Blanks, ends of lines and comments.
function strip_lines() {
  strip("^([ \t\r\n]|#[^\n]*)+")
}

function begins(text) {
  return substr(rest, 1, length(text)) == text
}

function take(length_of_it, taken) {
  taken = substr(rest, 1, length_of_it)
  rest = substr(rest, length_of_it + 1)
  return taken
}

# A string without its quotes, as it is written.
function string(quote, text, c) {
  quote = substr(rest, 1, 1)
  if (begins(quote quote quote)) {
    quote = quote quote quote
    take(3)
    several = 1
  } else
    take(1)
  while (!begins(quote)) {
    if (rest == "") {
      broken = 1
      return ""
    }
    if (match(rest, /^[^"'\\]+/)) {
      text = text take(RLENGTH)
      continue
    }
    c = take(1)
    if (c == "\\" && quote ~ /"/) {
      escaped = 1
      c = c take(1)
    }
    text = text c
  }
  take(length(quote))
  while (length(quote) == 3 && begins(substr(quote, 1, 1))) text = text take(1)
  return text
}

# A key with dots; odd where a part of it is more than a plain word.
function dotted(key, part) {
  for (;;) {
    strip("^[ \t]+")
    if (rest ~ /^["']/)
      part = string()
    else if (match(rest, /^[A-Za-z0-9_-]+/))
      part = take(RLENGTH)
    else
      broken = 1
    if (broken) return ""
    if (part !~ /^[A-Za-z0-9_-]+$/) odd = 1
    key = key (key == "" ? "" : ".") part
    strip("^[ \t]+")
    if (!begins(".")) return key
    take(1)
  }
}

# Whatever value: passed over, and returned as it is written.
function pass_over(depth, from, c) {
  from = rest
  do {
    c = substr(rest, 1, 1)
    if (c == "") {
      broken = 1
      return ""
    } else if (c ~ /["']/)
      string()
    else if (c == "#" || (depth && c ~ /[ \t\r\n]/))
      strip_lines()
    else if (c ~ /[[{]/) {
      depth++
      take(1)
    } else if (c ~ /[]}]/) {
      depth--
      take(1)
    } else if (depth) {
      # A byte that is no character of the locale matches nothing.
      take(match(rest, /^[^]["'{}# \t\r\n]+/) ? RLENGTH : 1)
    } else if (match(rest, /^[^#\n]+/))
      take(RLENGTH)
  } while (depth > 0)
  return substr(from, 1, length(from) - length(rest))
}

# The strings of a list with commas between them.
function items(file, item, list, sep) {
  take(1)
  for (;;) {
    strip_lines()
    if (begins("]")) {
      take(1)
      return list
    }
    if (rest !~ /^["']/) off(file " has something else than texts in a list")
    escaped = several = 0
    item = string()
    if (escaped || several || item ~ /,/) off(file " has a path or a class that is more than a plain text")
    list = list sep item
    sep = ","
    strip_lines()
    if (begins(","))
      take(1)
    else if (!begins("]"))
      broken = 1
    if (broken) return ""
  }
}

function toml(file, table, key, text) {
  rest = text_of(file)
  broken = 0
  for (;;) {
    strip_lines()
    if (rest == "") return
    odd = 0
    if (begins("[[")) {
      take(2)
      table = "?" dotted() "."
      if (!begins("]]")) broken = 1
      take(2)
    } else if (begins("[")) {
      take(1)
      table = dotted() "."
      if (!begins("]")) broken = 1
      take(1)
      if (odd) table = "?" table
    } else {
      key = table dotted()
      if (!begins("=")) broken = 1
      take(1)
      strip("^[ \t]+")
      if (matters(key_of(key)) && begins("["))
        learn(key_of(key), items(file), file)
      else {
        text = pass_over()
        if (matters(key_of(key)) || ((odd || key ~ /^\?/ || text ~ /^[[{]/) && tolower(key text) ~ /callbacks|jardirs/))
          off(file " has callbacks or jarDirs in a form that is not read here")
      }
    }
    if (broken) off(file " is not read here to its end")
  }
}

function read_files(list, is_properties, file, count, i) {
  count = split(list, file, "\n")
  for (i = 1; i < count; i++) {
    check(file[i], text_of(file[i]))
    if (is_properties)
      properties(file[i], text_of(file[i]))
    else
      toml(file[i])
  }
}

function read_variables(small, name, key) {
  for (name in ENVIRON) {
    if (small ? name !~ /^(flyway|environments)_/ : name !~ /^FLYWAY_(CALLBACKS|JAR_DIRS)$/) continue
    key = name
    if (small)
      gsub(/_/, ".", key)
    else
      key = name == "FLYWAY_CALLBACKS" ? "flyway.callbacks" : "flyway.jardirs"
    if (matters(key_of(key))) learn(key_of(key), ENVIRON[name], name)
  }
}

function read_arguments(i, name, key) {
  for (i = 4; i < ARGC; i++) {
    if (ARGV[i] ~ /MIGRATE_DEPLOY_OBSERVER/) off("an argument speaks of MIGRATE_DEPLOY_OBSERVER")
    if (ARGV[i] !~ /^-[^=]+=/) continue
    name = ARGV[i]
    sub(/=.*/, "", name)
    key = key_of(substr(name, 2))
    if (key !~ /^(flyway|environments)\./) key = "flyway." key
    if (matters(key)) learn(key, substr(ARGV[i], length(name) + 2), name)
  }
}

function argument(name, i) {
  for (i = 4; i < ARGC; i++)
    if (index(ARGV[i], "-" name "=") == 1) return substr(ARGV[i], length(name) + 3)
  return ""
}

# What a user has set stays where it is, with the observer after it; a file cannot be changed, so
# a variable or an argument says the same and beats it.
function put(key, addition, variable, value) {
  value = said[key] (said[key] == "" ? "" : ",") addition
  if (by[key] ~ /^-/ || by[key] ~ /^[A-Za-z_]+$/)
    print by[key] "=" value
  else if (key ~ /^flyway\./)
    print variable "=" value
  else {
    sub(/jardirs$/, "jarDirs", key)
    print "-" key "=" value
  }
}

BEGIN {
  most = 50000
  home = ARGV[1]
  directory = argument("workingDirectory")
  files_by_argument = argument("configFiles")
  encoding = toupper(ENVIRON["FLYWAY_CONFIG_FILE_ENCODING"] argument("configFileEncoding"))
  if (encoding ~ /16|32/) off("configuration files are in " encoding)

  if (is_toml()) {
    read_files(usual("flyway.toml flyway.user.toml") named(ENVIRON["FLYWAY_CONFIG_FILES"], 1) named(files_by_argument, 1))
    read_variables(0)
    read_variables(1)
  } else {
    read_files(usual("flyway.conf") named(ENVIRON["FLYWAY_CONFIG_FILES"], 0) named(files_by_argument, 0), 1)
    read_variables(0)
    # Its default, which counts only as long as nothing else is set.
    jars = (directory == "" ? home : directory) "/jars"
    if (jars !~ /^\//) jars = ENVIRON["PWD"] "/" jars
    if (!("flyway.jardirs" in said) && system("[ -d \"" jars "\" ]") == 0) said["flyway.jardirs"] = jars
  }
  read_arguments()

  said["flyway.callbacks"] = said["flyway.callbacks"]
  said["flyway.jardirs"] = said["flyway.jardirs"]
  for (key in said) {
    if (key ~ /callbacks$/)
      put(key, ARGV[2], "FLYWAY_CALLBACKS")
    else
      put(key, ARGV[3], "FLYWAY_JAR_DIRS")
  }
}
