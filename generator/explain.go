package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/paulmach/orb"
	"github.com/spf13/cobra"

	"futurpro/generator/catalogue"
	"futurpro/generator/diagnostic"
	"futurpro/generator/gtfs"
	"futurpro/generator/raptor"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// explainOptions are those of the explain command.
type explainOptions struct {
	options
	from, to, at string
	scolaire     bool
}

func newExplainCommand() *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain --from INSEE --to UAI [--at 8:30]",
		Short: "Tell the journey behind a travel time, leg by leg",
		Long: `Tell the journey behind a travel time: the figure published, every leg with its
line, stops and times, and why there is no faster one. Each can be checked
against the timetable. Without --at, the three deadlines of the site are told.`,
		Example: "  generator explain --from 56121 --to 0561507J --at 8:30",
		Args:    func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return explain(cmd.Context(), o, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	addInputFlags(f, &o.options)
	f.StringVar(&o.from, "from", "", "INSEE code of the commune to leave")
	f.StringVar(&o.to, "to", "", "UAI of the établissement to go to")
	f.StringVar(&o.at, "at", "", "deadline, such as 8:30 (default: 8:00, 8:30 and 9:00)")
	f.BoolVar(&o.scolaire, "scolaire", false, "by school transport rather than public transport")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		for _, nom := range []string{"from", "to"} {
			if !cmd.Flags().Changed(nom) {
				return usageError{fmt.Errorf("explain needs --%s", nom)}
			}
		}
		return nil
	}
	return cmd
}

// explain prints the figure between two places, then the journey to each
// deadline.
func explain(ctx context.Context, o explainOptions, c *console) error {
	deadlines := trajets.DefaultOptions().Deadlines
	if o.at != "" {
		at, ok := gtfs.ParseSeconds(o.at)
		if !ok {
			return usageError{fmt.Errorf("--at %q: write a time such as 8:30", o.at)}
		}
		deadlines = []raptor.Seconds{at}
	}
	d, err := readDonnees(o.options, c, newRapport())
	if err != nil {
		return err
	}
	commune, err := findCommune(d.ref, o.from)
	if err != nil {
		return err
	}
	etablissement, err := findEtablissement(d.cat, o.to)
	if err != nil {
		return err
	}
	tt := d.reseaux.public
	if o.scolaire {
		if tt = d.reseaux.scolaire; tt.NumTrips() == 0 {
			return fmt.Errorf("no school transport in %s: leave --scolaire out", o.dossierGTFS())
		}
	}
	w := bufio.NewWriter(c.out)
	r := recit{w: w, tt: tt, reseaux: d.reseaux.liste, regles: d.reseaux.regles}
	r.titre(commune, etablissement, o.scolaire)
	if commune.Place && etablissement.Place {
		i, _ := d.ref.Commune(commune.Code)
		if err := r.trajets(ctx, d.origines[i], etablissement.Position, deadlines); err != nil {
			return err
		}
	}
	return w.Flush()
}

// trajets tells the figure of a commune and an établissement, and the journeys
// from the place that the figure is of.
func (r *recit) trajets(ctx context.Context, origine trajets.Origine, destination orb.Point, deadlines []raptor.Seconds) error {
	m, err := trajets.Compute(ctx, r.tt, r.regles, []trajets.Origine{origine}, []orb.Point{destination}, nil)
	if err != nil {
		return err
	}
	guide, err := trajets.NewGuide(r.tt, r.regles)
	if err != nil {
		return err
	}
	publie, ok := m.Trajet(0, 0)
	r.chiffre(publie, ok)
	r.lieux(origine, publie, ok)
	for _, at := range deadlines {
		r.explication(guide.Explain(origine[publie.Lieu], destination, at))
	}
	return nil
}

// findCommune finds a commune by its code; a wrong one is answered with those
// that were perhaps meant, by code or by name.
func findCommune(ref *territoire.Referentiel, code string) (territoire.Commune, error) {
	if i, ok := ref.Commune(strings.ToUpper(code)); ok {
		return ref.Communes[i], nil
	}
	var codes, noms []string
	byNom := map[string]string{}
	for _, c := range ref.Communes {
		codes, noms = append(codes, c.Code), append(noms, c.Nom)
		if _, ok := byNom[c.Nom]; !ok {
			byNom[c.Nom] = c.Code
		}
	}
	near := diagnostic.Nearest(code, codes)
	for n, c := range near {
		i, _ := ref.Commune(c)
		near[n] = c + " " + ref.Communes[i].Nom
	}
	for _, nom := range diagnostic.Nearest(code, noms) {
		near = append(near, byNom[nom]+" "+nom)
	}
	return territoire.Commune{}, unknown("--from", code, "INSEE code", near)
}

// findEtablissement finds an établissement by its UAI, as findCommune does.
func findEtablissement(cat *catalogue.Catalogue, uai string) (catalogue.Etablissement, error) {
	var codes []string
	noms := map[string]string{}
	for _, e := range cat.Etablissements {
		if e.UAI == strings.ToUpper(uai) {
			return e, nil
		}
		codes = append(codes, e.UAI)
		noms[e.UAI] = e.Nom
	}
	near := diagnostic.Nearest(uai, codes)
	for n, c := range near {
		near[n] = c + " " + noms[c]
	}
	return catalogue.Etablissement{}, unknown("--to", uai, "UAI", near)
}

func unknown(flag, value, what string, near []string) error {
	if len(near) == 0 {
		return fmt.Errorf("%s %s: the data have no such %s", flag, value, what)
	}
	return fmt.Errorf("%s %s: the data have no such %s; near: %s", flag, value, what, strings.Join(near, ", "))
}
