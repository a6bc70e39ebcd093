/** Shells for which there is a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** How a script is taken into use, in a line. */
export const HOW_TO_USE: Readonly<Record<Shell, string>> = {
  bash: 'source <(harbinger completion bash)   # in ~/.bashrc',
  zsh: 'source <(harbinger completion zsh)   # in ~/.zshrc, after compinit',
  fish: 'harbinger completion fish > ~/.config/fish/completions/harbinger.fish',
};

/**
 * The script of a shell. It knows nothing of commands and options: it hands the words before the cursor to `harbinger complete`, which
 * answers with lines of `value<tab>description`, or `:files` where a path is due.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: String.raw`# Completion of harbinger for bash.
_harbinger() {
  local current="$2" line value
  local -a before=("${'$'}{COMP_WORDS[@]:1:COMP_CWORD-1}")
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "$current")
      continue
    fi
    value="${'$'}{line%%$'\t'*}"
    [[ $value == *[\(\ ] ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$value")
  done < <("$1" complete -- "${'$'}{before[@]}" "$current" 2>/dev/null)
}
complete -F _harbinger harbinger
`,
  zsh: String.raw`#compdef harbinger
# Completion of harbinger for zsh.
_harbinger() {
  local line value description
  local -a plain open descriptions described
  for line in "${'$'}{(@f)$("${'$'}{words[1]}" complete -- "${'$'}{(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == :files ]]; then
      _files
      continue
    fi
    [[ -z $line ]] && continue
    value="${'$'}{line%%$'\t'*}"
    description="${'$'}{line#*$'\t'}"
    if [[ $value == *'(' ]]; then
      open+=("$value")
    else
      plain+=("$value")
      descriptions+=("$value -- $description")
    fi
  done
  (( $#plain )) && compadd -l -d descriptions -a plain
  (( $#open )) && compadd -S '' -a open
}
compdef _harbinger harbinger
`,
  fish: `# Completion of harbinger for fish.
function __harbinger_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete -- $words[2..] "$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c harbinger -f -a '(__harbinger_complete)'
`,
};
