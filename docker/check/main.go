// Command check reads docker-compose.yml with the parser that Docker Compose itself uses, and holds it to the rules of
// this project. It prints one line per problem and ends with 1 if there is any.
//
//	go run . ../../docker-compose.yml
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: check COMPOSE_FILE")
		os.Exit(2)
	}
	problems, services, err := check(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, problem := range problems {
		fmt.Fprintln(os.Stderr, problem)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
	fmt.Printf("%s: %d services, no problem\n", filepath.Base(os.Args[1]), services)
}

// check returns what is wrong with a compose file, and how many services it has in all profiles.
func check(file string) ([]string, int, error) {
	project, err := load(file)
	if err != nil {
		return nil, 0, err
	}
	var problems []string
	for _, name := range project.ServiceNames() {
		service := project.Services[name]
		for _, rule := range rules {
			for _, problem := range rule(project, service) {
				problems = append(problems, name+": "+problem)
			}
		}
	}
	return problems, len(project.Services), nil
}

func load(file string) (*types.Project, error) {
	options, err := cli.NewProjectOptions(
		[]string{file},
		cli.WithWorkingDirectory(filepath.Dir(file)),
		cli.WithProfiles([]string{"*"}),
	)
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}
